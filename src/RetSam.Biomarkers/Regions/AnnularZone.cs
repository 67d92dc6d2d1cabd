namespace RetSam.Biomarkers;

/// <summary>A ring around the optic disc.</summary>
/// <param name="Centre">The centre of the disc.</param>
/// <param name="Inner">The inner radius in px.</param>
/// <param name="Outer">The outer radius in px.</param>
internal readonly record struct AnnularZone(PointD Centre, double Inner, double Outer)
{
    /// <summary>Zone B: from half to one disc diameter from the disc's margin.</summary>
    public static AnnularZone B(DiscGeometry disc) => new(disc.Centre, 2 * disc.Radius, 3 * disc.Radius);

    /// <summary>Zone C: from half to two disc diameters from the disc's margin.</summary>
    public static AnnularZone C(DiscGeometry disc) => new(disc.Centre, 2 * disc.Radius, 5 * disc.Radius);

    /// <summary>Whether a distance from the centre lies in the ring; its inner border does not, its outer does.</summary>
    public bool Contains(double distance) => distance > Inner && distance <= Outer;

    /// <summary>Sets the pixels of the ring; the part of it outside the mask is left out.</summary>
    public void Draw(BinaryMask mask)
    {
        int bottom = Math.Min(mask.Height - 1, (int)Math.Floor(Centre.Y + Outer));
        for (int y = Math.Max(0, (int)Math.Ceiling(Centre.Y - Outer)); y <= bottom; y++)
        {
            (int outerLeft, int outerRight) = Columns(y, Outer);
            (int innerLeft, int innerRight) = Columns(y, Inner);
            bool cut = innerLeft <= innerRight;
            Set(mask, y, outerLeft, cut ? innerLeft - 1 : outerRight);
            if (cut)
            {
                Set(mask, y, innerRight + 1, outerRight);
            }
        }
    }

    /// <summary>The part of the ring, 0..1, that a mask covers; what lies outside the frame is not covered.</summary>
    public double CoverageBy(BinaryMask mask)
    {
        long all = 0;
        long covered = 0;
        int top = (int)Math.Ceiling(Centre.Y - Outer);
        int bottom = (int)Math.Floor(Centre.Y + Outer);
        for (int y = top; y <= bottom; y++)
        {
            (int outerLeft, int outerRight) = Columns(y, Outer);
            (int innerLeft, int innerRight) = Columns(y, Inner);
            bool cut = innerLeft <= innerRight;
            Count(mask, y, outerLeft, cut ? innerLeft - 1 : outerRight, ref all, ref covered);
            if (cut)
            {
                Count(mask, y, innerRight + 1, outerRight, ref all, ref covered);
            }
        }

        return all == 0 ? 0 : (double)covered / all;
    }

    /// <summary>The columns of a row whose centres lie inside a radius; the first after the last when there are none.</summary>
    private (int Left, int Right) Columns(int y, double radius)
    {
        double dy = y - Centre.Y;
        double squared = radius * radius - dy * dy;
        if (squared < 0)
        {
            return (0, -1);
        }

        double half = Math.Sqrt(squared);
        return ((int)Math.Ceiling(Centre.X - half), (int)Math.Floor(Centre.X + half));
    }

    private static void Set(BinaryMask mask, int y, int left, int right)
        => mask.SetRun(y, Math.Clamp(left, 0, mask.Width), Math.Clamp(right + 1, 0, mask.Width));

    private static void Count(BinaryMask mask, int y, int left, int right, ref long all, ref long covered)
    {
        if (left <= right)
        {
            all += right - left + 1;
            covered += mask.CountPixels(new PixelRect(left, y, right - left + 1, 1));
        }
    }
}
