namespace RetSam.FieldsOfView;

/// <summary>
/// Where a circle is cut off by straight lines along the frame, in the photograph's pixels. A side where the lit region only fades out
/// before it reaches the circle is not cut.
/// </summary>
/// <param name="Left">Columns left of this are cut off.</param>
/// <param name="Top">Rows above this are cut off.</param>
/// <param name="Right">Columns right of this are cut off.</param>
/// <param name="Bottom">Rows below this are cut off.</param>
internal readonly record struct StraightClips(double Left, double Top, double Right, double Bottom)
{
    /// <summary>A gap to the circle, as a part of its radius, that is no clip but the edge's own blur.</summary>
    private const double SmallestGap = 0.012;

    /// <summary>The part of the chord along which a region's edge must run straight.</summary>
    private const double SmallestStraightPart = 0.5;

    /// <summary>How far an edge may stray and still be straight, in the region's pixels.</summary>
    private const int Straightness = 1;

    /// <summary>Looks at the four sides of a region.</summary>
    /// <param name="outline">The region.</param>
    /// <param name="circle">The circle around it, in the region's pixels.</param>
    /// <param name="transform">The map from the photograph to the region's pixels.</param>
    public static StraightClips Of(in RegionOutline outline, Circle circle, CropTransform transform)
    {
        PixelRect box = outline.GetBounds();
        (double x, double y) = circle.Centre;
        double r = circle.Radius;
        PointD first = transform.ToSource(new PointD(box.X - 0.5, box.Y - 0.5));
        PointD last = transform.ToSource(new PointD(box.Right - 0.5, box.Bottom - 0.5));
        return new StraightClips(
            IsStraight(outline.Left, box.X, x - (box.X - 0.5), y, r) ? first.X : double.NegativeInfinity,
            IsStraight(outline.Top, box.Y, y - (box.Y - 0.5), x, r) ? first.Y : double.NegativeInfinity,
            IsStraight(outline.Right, box.Right - 1, box.Right - 0.5 - x, y, r) ? last.X : double.PositiveInfinity,
            IsStraight(outline.Bottom, box.Bottom - 1, box.Bottom - 0.5 - y, x, r) ? last.Y : double.PositiveInfinity);
    }

    /// <summary>Sets the pixels whose centres lie inside the circle and are not cut off: one run a row.</summary>
    public void Paint(BinaryMask mask, Circle circle)
    {
        double left = Math.Max(0, Left);
        double right = Math.Min(mask.Width - 1, Right);
        int top = (int)Math.Ceiling(Math.Max(0, Top));
        int bottom = (int)Math.Floor(Math.Min(mask.Height - 1, Bottom));
        for (int y = top; y <= bottom; y++)
        {
            double dy = y - circle.Centre.Y;
            double squared = circle.Radius * circle.Radius - dy * dy;
            if (squared >= 0)
            {
                double half = Math.Sqrt(squared);
                int start = (int)Math.Ceiling(Math.Max(left, circle.Centre.X - half));
                int end = (int)Math.Floor(Math.Min(right, circle.Centre.X + half)) + 1;
                mask.SetRun(y, start, end);
            }
        }
    }

    /// <summary>Whether a side's edge runs straight, clear of the circle.</summary>
    /// <param name="edge">The edge's position on each line across the side.</param>
    /// <param name="extreme">Its outermost position.</param>
    /// <param name="reach">How far that is from the circle's centre.</param>
    /// <param name="centre">The circle's centre along the side.</param>
    /// <param name="radius">The circle's radius.</param>
    private static bool IsStraight(ReadOnlySpan<int> edge, int extreme, double reach, double centre, double radius)
    {
        if (radius - reach < Math.Max(1.5, SmallestGap * radius))
        {
            return false;
        }

        double half = Math.Sqrt(Math.Max(0, radius * radius - reach * reach));
        int from = Math.Max(0, (int)Math.Ceiling(centre - half));
        int to = Math.Min(edge.Length - 1, (int)Math.Floor(centre + half));
        int straight = 0;
        for (int i = from; i <= to; i++)
        {
            straight += Math.Abs((long)edge[i] - extreme) <= Straightness ? 1 : 0;
        }

        return to >= from && straight >= SmallestStraightPart * (to - from + 1);
    }
}
