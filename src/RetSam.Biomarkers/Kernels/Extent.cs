namespace RetSam.Biomarkers.Kernels;

/// <summary>The extent of an object along a direction and its longest chord, to a fraction of a pixel.</summary>
/// <remarks>
/// The outermost pixels of a round object form a flat cap of 5 to 20 pixels whose position is known to half a pixel only, and the error
/// of a cup's extent goes whole into the cup-to-disc ratio. So a parabola is fitted to the outline over a cap of a tenth of the
/// extent's depth, and its vertex is taken, at most 0.75 px from the outline itself. Where the result agrees to half a pixel with the
/// extent of the ellipse of the same second moments, which sums over all pixels and is known much better, the ellipse's is taken; from
/// one pixel of disagreement on, the cap's alone. Chords of the outline are weighed against the ellipse's in the same way.
/// </remarks>
internal static class Extent
{
    private const double CapDepth = 0.1;
    private const double FarthestFromOutline = 0.75;
    private const double Agreement = 0.5;
    private const int FewestPoints = 5;

    /// <summary>The extent along a unit vector, in px.</summary>
    public static double Along(Contour contour, SecondMoments moments, PointD direction)
    {
        double outline = contour.ExtentAlong(direction);
        double caps = FindTangent(contour.Points, direction, outline) + FindTangent(contour.Points, direction * -1, outline);
        double variance = moments.Xx * direction.X * direction.X + 2 * moments.Xy * direction.X * direction.Y + moments.Yy * direction.Y * direction.Y;
        double ellipse = 4 * Math.Sqrt(variance);
        return Weigh(caps, ellipse);
    }

    /// <summary>The longest chord through a point, over directions half a degree apart, in px.</summary>
    /// <param name="profile">The outline seen from the point.</param>
    /// <param name="moments">The object's moments.</param>
    /// <param name="origin">The point.</param>
    public static double LongestChord(RadialProfile profile, SecondMoments moments, PointD origin)
    {
        double determinant = moments.Xx * moments.Yy - moments.Xy * moments.Xy;
        PointD from = origin - moments.Centroid;
        double longest = 0;
        for (int direction = 0; direction < RadialProfile.Directions / 2; direction++)
        {
            // The ellipse is p' M^-1 p = 4 for p from the centroid; along from + t u that is a quadratic in t.
            (double sin, double cos) = Math.SinCos(RadialProfile.AngleOf(direction));
            var along = new PointD((moments.Yy * cos - moments.Xy * sin) / determinant, (moments.Xx * sin - moments.Xy * cos) / determinant);
            double a = along.X * cos + along.Y * sin;
            double b = Dot(along, from);
            double c = (moments.Yy * from.X * from.X - 2 * moments.Xy * from.X * from.Y + moments.Xx * from.Y * from.Y) / determinant - 4;
            double ellipse = 2 * Math.Sqrt(Math.Max(0, b * b - a * c)) / a;
            longest = Math.Max(longest, Weigh(profile.Chord(direction), ellipse));
        }

        return longest;
    }

    /// <summary>The ellipse's length where the outline's agrees with it, the outline's where it does not, and a mixture in between.</summary>
    private static double Weigh(double outline, double ellipse)
    {
        double weight = Math.Clamp((Math.Abs(outline - ellipse) - Agreement) / Agreement, 0, 1);
        return ellipse + (outline - ellipse) * weight;
    }

    /// <summary>How far the object reaches in a direction.</summary>
    private static double FindTangent(ReadOnlySpan<PointD> points, PointD direction, double extent)
    {
        int top = 0;
        double reach = double.MinValue;
        for (int i = 0; i < points.Length; i++)
        {
            double along = Dot(points[i], direction);
            (top, reach) = along > reach ? (i, along) : (top, reach);
        }

        double limit = reach - CapDepth * extent;
        int first = top;
        while (top - first < points.Length / 2 && Dot(At(points, first - 1), direction) >= limit)
        {
            first--;
        }

        int last = top;
        while (last - top < points.Length / 2 && Dot(At(points, last + 1), direction) >= limit)
        {
            last++;
        }

        return last - first + 1 < FewestPoints
            ? reach
            : Math.Clamp(FitVertex(points, first, last, direction, reach), reach - FarthestFromOutline, reach + FarthestFromOutline);
    }

    /// <summary>The height of the vertex of the least-squares parabola through some points; the highest point where that is no cap.</summary>
    private static double FitVertex(ReadOnlySpan<PointD> points, int first, int last, PointD direction, double reach)
    {
        var across = new PointD(-direction.Y, direction.X);
        int count = last - first + 1;
        double mean = 0;
        for (int i = first; i <= last; i++)
        {
            mean += Dot(At(points, i), across) / count;
        }

        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double widest = 0;
        for (int i = first; i <= last; i++)
        {
            double s = Dot(At(points, i), across) - mean;
            double t = Dot(At(points, i), direction) - reach;
            s2 += s * s;
            s3 += s * s * s;
            s4 += s * s * s * s;
            t0 += t;
            t1 += s * t;
            t2 += s * s * t;
            widest = Math.Max(widest, Math.Abs(s));
        }

        // Normal equations of t = a + b s + c s^2 with the sum of s at zero, a and b eliminated.
        double left = s4 - s2 * s2 / count - s3 * s3 / s2;
        double right = t2 - s2 * t0 / count - s3 * t1 / s2;
        double c = right / left;
        double b = (t1 - c * s3) / s2;
        double a = (t0 - c * s2) / count;
        double vertex = -b / (2 * c);
        return c < 0 && Math.Abs(vertex) <= widest ? reach + a + b * vertex / 2 : reach;
    }

    private static PointD At(ReadOnlySpan<PointD> points, int i) => points[((i % points.Length) + points.Length) % points.Length];

    private static double Dot(PointD a, PointD b) => a.X * b.X + a.Y * b.Y;
}
