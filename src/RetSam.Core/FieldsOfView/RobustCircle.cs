namespace RetSam.FieldsOfView;

/// <summary>
/// Fits a circle to edge points of which some lie elsewhere (tabs, text, straight clips): the circle through three points that most
/// points agree with, from a fixed sequence of triples, then least squares over those that agree. The same points give the same circle.
/// </summary>
internal static class RobustCircle
{
    private const int Triples = 400;
    private const int FewestPoints = 12;
    private const double SmallestAgreement = 0.4;

    /// <summary>A circle and the part of the points that agree with it, 0..1.</summary>
    internal readonly record struct Result(Circle Circle, double Agreement);

    /// <summary>The radii and the centres that are looked for.</summary>
    internal readonly record struct Limits(double SmallestRadius, double LargestRadius, PointD FirstCentre, PointD LastCentre)
    {
        public bool Allow(Circle circle)
            => circle.Radius >= SmallestRadius && circle.Radius <= LargestRadius
            && circle.Centre.X >= FirstCentre.X && circle.Centre.X <= LastCentre.X
            && circle.Centre.Y >= FirstCentre.Y && circle.Centre.Y <= LastCentre.Y;
    }

    /// <summary>Fits a circle.</summary>
    /// <param name="points">The edge points.</param>
    /// <param name="tolerance">How far from the circle a point may lie and still agree.</param>
    /// <param name="limits">The circles that are looked for.</param>
    /// <returns>The circle; <see langword="null"/> when too few of the points agree on one.</returns>
    public static Result? Fit(ReadOnlySpan<PointD> points, double tolerance, Limits limits)
    {
        if (points.Length < FewestPoints)
        {
            return null;
        }

        Circle best = default;
        int bestAgreeing = 0;
        uint state = 0x9E3779B9;
        for (int i = 0; i < Triples; i++)
        {
            PointD a = points[Next(ref state, points.Length)];
            PointD b = points[Next(ref state, points.Length)];
            PointD c = points[Next(ref state, points.Length)];
            if (Through(a, b, c) is not Circle circle || !limits.Allow(circle))
            {
                continue;
            }

            int agreeing = CountAgreeing(points, circle, tolerance);
            if (agreeing > bestAgreeing)
            {
                best = circle;
                bestAgreeing = agreeing;
            }
        }

        if (bestAgreeing < SmallestAgreement * points.Length)
        {
            return null;
        }

        for (int i = 0; i < 6; i++)
        {
            best = Improve(points, best, tolerance);
        }

        return limits.Allow(best)
            ? new Result(best, CountAgreeing(points, best, tolerance) / (double)points.Length)
            : null;
    }

    /// <summary>One step of Gauss and Newton on the distances of the points that agree.</summary>
    private static Circle Improve(ReadOnlySpan<PointD> points, Circle circle, double tolerance)
    {
        // Residual r_i = |p_i - c| - R; its derivatives by (cx, cy, R) are (-ux, -uy, -1). Normal equations of 3 unknowns.
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, sr = 0, sxr = 0, syr = 0;
        foreach (PointD point in points)
        {
            double dx = point.X - circle.Centre.X;
            double dy = point.Y - circle.Centre.Y;
            double distance = Math.Sqrt(dx * dx + dy * dy);
            double residual = distance - circle.Radius;
            if (distance <= 0 || Math.Abs(residual) > tolerance)
            {
                continue;
            }

            double ux = dx / distance;
            double uy = dy / distance;
            n++;
            sx += ux;
            sy += uy;
            sxx += ux * ux;
            sxy += ux * uy;
            syy += uy * uy;
            sr += residual;
            sxr += ux * residual;
            syr += uy * residual;
        }

        double determinant = sxx * (syy * n - sy * sy) - sxy * (sxy * n - sy * sx) + sx * (sxy * sy - syy * sx);
        if (n < 3 || Math.Abs(determinant) < 1e-9 * n * n * n)
        {
            return circle;
        }

        double x = (sxr * (syy * n - sy * sy) - sxy * (syr * n - sy * sr) + sx * (syr * sy - syy * sr)) / determinant;
        double y = (sxx * (syr * n - sr * sy) - sxr * (sxy * n - sy * sx) + sx * (sxy * sr - syr * sx)) / determinant;
        double r = (sxx * (syy * sr - sy * syr) - sxy * (sxy * sr - syr * sx) + sxr * (sxy * sy - syy * sx)) / determinant;
        return new Circle(new PointD(circle.Centre.X + x, circle.Centre.Y + y), circle.Radius + r);
    }

    private static int CountAgreeing(ReadOnlySpan<PointD> points, Circle circle, double tolerance)
    {
        double inner = Math.Max(0, circle.Radius - tolerance);
        double outer = circle.Radius + tolerance;
        int count = 0;
        foreach (PointD point in points)
        {
            double dx = point.X - circle.Centre.X;
            double dy = point.Y - circle.Centre.Y;
            double squared = dx * dx + dy * dy;
            count += squared >= inner * inner && squared <= outer * outer ? 1 : 0;
        }

        return count;
    }

    private static Circle? Through(PointD a, PointD b, PointD c)
    {
        double bx = b.X - a.X, by = b.Y - a.Y, cx = c.X - a.X, cy = c.Y - a.Y;
        double cross = 2 * (bx * cy - by * cx);
        if (Math.Abs(cross) < 1e-9)
        {
            return null;
        }

        double b2 = bx * bx + by * by;
        double c2 = cx * cx + cy * cy;
        double x = (cy * b2 - by * c2) / cross;
        double y = (bx * c2 - cx * b2) / cross;
        return new Circle(new PointD(a.X + x, a.Y + y), Math.Sqrt(x * x + y * y));
    }

    /// <summary>A fixed sequence of picks (a linear congruential generator's upper bits).</summary>
    private static int Next(ref uint state, int count)
    {
        state = state * 1664525 + 1013904223;
        return (int)((ulong)state * (uint)count >> 32);
    }
}
