namespace RetSam;

/// <summary>A circle in image coordinates, in pixels.</summary>
/// <param name="Centre">The centre.</param>
/// <param name="Radius">The radius in pixels.</param>
public readonly record struct Circle(PointD Centre, double Radius)
{
    /// <summary>Whether a point lies inside or on the circle.</summary>
    public bool Contains(PointD point)
    {
        double dx = point.X - Centre.X;
        double dy = point.Y - Centre.Y;
        return dx * dx + dy * dy <= Radius * Radius;
    }

    /// <summary>The columns Start to End - 1 of a row, among 0 to width - 1, whose centres lie inside or on the circle; Start is End when there are none.</summary>
    internal (int Start, int End) FindColumns(int row, int width)
    {
        (double x, double y) = Centre;
        double half = Math.Sqrt(Math.Max(0, Radius * Radius - (row - y) * (row - y)));
        int start = (int)Math.Ceiling(Math.Clamp(x - half, 0, width));
        int end = (int)Math.Floor(Math.Clamp(x + half, -1, width - 1)) + 1;

        // The root may be off by a rounding at a pixel centre that lies on the circle: the circle itself decides.
        while (start > 0 && Contains(new PointD(start - 1, row)))
        {
            start--;
        }

        while (start < end && !Contains(new PointD(start, row)))
        {
            start++;
        }

        while (end < width && end >= start && Contains(new PointD(end, row)))
        {
            end++;
        }

        while (end > start && !Contains(new PointD(end - 1, row)))
        {
            end--;
        }

        return (start, Math.Max(start, end));
    }
}
