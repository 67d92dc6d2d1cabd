namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Walks round a convex polygon with a rectangle about it (Toussaint 1983): the smallest one has a side along an edge of the polygon
/// (Freeman and Shapira 1975), and as the edge turns the three other points of contact only move on, so the time is linear.
/// </summary>
internal static class RotatingCalipers
{
    /// <summary>The smallest rectangle around a polygon; of equal ones that at the earliest edge.</summary>
    /// <param name="corners">At least three corners, clockwise as seen, no three on a line.</param>
    public static MinimumAreaRectangle FindRectangle(ReadOnlySpan<(int X, int Y)> corners)
    {
        MinimumAreaRectangle best = default;
        double least = double.MaxValue;
        int front = 1;
        int far = 1;
        int back = 1;
        for (int i = 0; i < corners.Length; i++)
        {
            (int x, int y) = corners[i];
            (int X, int Y) next = corners[(i + 1) % corners.Length];
            (int X, int Y) edge = (next.X - x, next.Y - y);

            // Clockwise as seen the polygon lies to the right of its edges, which for an edge (x, y) is along (-y, x).
            (int X, int Y) inwards = (-edge.Y, edge.X);
            front = Climb(corners, Math.Max(front, i + 1), edge);
            far = Climb(corners, Math.Max(far, front), inwards);
            back = Climb(corners, Math.Max(back, far), (-edge.X, -edge.Y));
            long ahead = Along(corners, front, edge) - Along(corners, i, edge);
            long behind = Along(corners, back, edge) - Along(corners, i, edge);
            long across = Along(corners, far, inwards) - Along(corners, i, inwards);
            double squaredEdge = (double)((long)edge.X * edge.X + (long)edge.Y * edge.Y);
            double area = (double)(ahead - behind) * across / squaredEdge;
            if (area < least)
            {
                least = area;
                best = Create(corners[i], edge, ahead, behind, across, squaredEdge);
            }
        }

        return best;
    }

    /// <summary>The first corner from one on after which it goes down again in a direction. Positions go on past the end.</summary>
    private static int Climb(ReadOnlySpan<(int X, int Y)> corners, int from, (int X, int Y) direction)
    {
        while (Along(corners, from + 1, direction) > Along(corners, from, direction))
        {
            from++;
        }

        return from;
    }

    private static long Along(ReadOnlySpan<(int X, int Y)> corners, int i, (int X, int Y) direction)
        => (long)corners[i % corners.Length].X * direction.X + (long)corners[i % corners.Length].Y * direction.Y;

    private static MinimumAreaRectangle Create(
        (int X, int Y) corner, (int X, int Y) edge, long ahead, long behind, long across, double squaredEdge)
    {
        double length = Math.Sqrt(squaredEdge);
        double along = (ahead - behind) / length;
        double deep = across / length;

        // From the corner half way along and half way across; corners lie half a pixel up and left of the pixel's centre.
        double u = (ahead + behind) / (2 * squaredEdge);
        double v = across / (2 * squaredEdge);
        var centre = new PointD(corner.X - 0.5 + u * edge.X - v * edge.Y, corner.Y - 0.5 + u * edge.Y + v * edge.X);
        (double x, double y) = along >= deep ? (edge.X, edge.Y) : (-edge.Y, (double)edge.X);
        double degrees = Math.Atan2(-y, x) * (180 / Math.PI);

        // Any side of a square will do: the one nearest to the horizontal.
        (double limit, double turn) = along == deep ? (45, 90) : (90, 180.0);
        while (degrees <= -limit)
        {
            degrees += turn;
        }

        while (degrees > limit)
        {
            degrees -= turn;
        }

        return new MinimumAreaRectangle(centre, Math.Max(along, deep), Math.Min(along, deep), degrees);
    }
}
