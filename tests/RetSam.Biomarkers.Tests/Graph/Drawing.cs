namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>Draws vessels without anti-aliasing: a pixel is set when its centre lies within half a width of the curve, ends included (round ends).</summary>
internal static class Drawing
{
    /// <summary>Half a width's reach, with a hair taken off so that widths of whole pixels do not hang on the last bit of a sum.</summary>
    private const double Hair = 1e-9;

    /// <summary>A straight vessel with round ends.</summary>
    public static BinaryMask Segment(this BinaryMask mask, double x0, double y0, double x1, double y1, double width)
        => mask.Taper(x0, y0, width, x1, y1, width);

    /// <summary>A straight vessel with straight ends.</summary>
    public static BinaryMask Bar(this BinaryMask mask, double x0, double y0, double x1, double y1, double width)
    {
        double length = double.Hypot(x1 - x0, y1 - y0);
        double ux = (x1 - x0) / length;
        double uy = (y1 - y0) / length;
        return mask.Fill(
            Math.Min(x0, x1) - width, Math.Min(y0, y1) - width, Math.Max(x0, x1) + width, Math.Max(y0, y1) + width,
            (x, y) =>
            {
                double along = (x - x0) * ux + (y - y0) * uy;
                double across = (y - y0) * ux - (x - x0) * uy;
                return along >= 0 && along <= length && Math.Abs(across) <= width / 2 - Hair;
            });
    }

    /// <summary>A straight vessel whose width goes evenly from one to another.</summary>
    public static BinaryMask Taper(this BinaryMask mask, double x0, double y0, double width0, double x1, double y1, double width1)
    {
        double reach = Math.Max(width0, width1);
        double squared = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
        return mask.Fill(
            Math.Min(x0, x1) - reach, Math.Min(y0, y1) - reach, Math.Max(x0, x1) + reach, Math.Max(y0, y1) + reach,
            (x, y) =>
            {
                double t = squared == 0 ? 0 : Math.Clamp(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / squared, 0, 1);
                double half = (width0 + t * (width1 - width0)) / 2 - Hair;
                return double.Hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)) <= half;
            });
    }

    /// <summary>A ring, or a part of one from an angle on (radians, clockwise on the screen), with round or straight ends.</summary>
    public static BinaryMask Arc(this BinaryMask mask, double cx, double cy, double radius, double width, double from = 0, double sweep = 2 * Math.PI, bool roundEnds = true)
    {
        double reach = radius + width;
        double half = width / 2 - Hair;
        return mask.Fill(cx - reach, cy - reach, cx + reach, cy + reach, (x, y) =>
        {
            double angle = Math.Atan2(y - cy, x - cx) - from;
            angle -= 2 * Math.PI * Math.Floor(angle / (2 * Math.PI));
            if (angle <= sweep)
            {
                return Math.Abs(double.Hypot(x - cx, y - cy) - radius) <= half;
            }

            return roundEnds
                && (double.Hypot(x - cx - radius * Math.Cos(from), y - cy - radius * Math.Sin(from)) <= half
                    || double.Hypot(x - cx - radius * Math.Cos(from + sweep), y - cy - radius * Math.Sin(from + sweep)) <= half);
        });
    }

    /// <summary>Any curve, by many short segments.</summary>
    public static BinaryMask Curve(this BinaryMask mask, Func<double, (double X, double Y)> curve, double from, double to, double width, int steps = 600)
    {
        (double X, double Y) last = curve(from);
        for (int i = 1; i <= steps; i++)
        {
            (double X, double Y) next = curve(from + (to - from) * i / steps);
            mask.Segment(last.X, last.Y, next.X, next.Y, width);
            last = next;
        }

        return mask;
    }

    /// <summary>A filled disc.</summary>
    public static BinaryMask Disc(this BinaryMask mask, double cx, double cy, double radius)
        => mask.Fill(cx - radius, cy - radius, cx + radius, cy + radius, (x, y) => double.Hypot(x - cx, y - cy) <= radius);

    /// <summary>Sets the pixels of a box whose centres satisfy a rule.</summary>
    public static BinaryMask Fill(this BinaryMask mask, double left, double top, double right, double bottom, Func<double, double, bool> inside)
    {
        for (int y = Math.Max(0, (int)Math.Floor(top)); y <= Math.Min(mask.Height - 1, (int)Math.Ceiling(bottom)); y++)
        {
            for (int x = Math.Max(0, (int)Math.Floor(left)); x <= Math.Min(mask.Width - 1, (int)Math.Ceiling(right)); x++)
            {
                if (inside(x, y))
                {
                    mask[x, y] = true;
                }
            }
        }

        return mask;
    }
}
