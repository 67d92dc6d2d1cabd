namespace RetSam.FieldsOfView;

/// <summary>Finds a circle's edge in the photograph's own pixels, close to a circle found in the small picture, and fits again.</summary>
internal static class CircleRefinement
{
    /// <summary>Rays on each of four sides.</summary>
    private const int RaysPerSide = 64;

    /// <summary>With fewer edges than this the circle stays as it is.</summary>
    private const int FewestEdges = 24;

    /// <summary>Fits the circle to where the photograph crosses the threshold along rays from the circle's centre.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="border">The border's colour.</param>
    /// <param name="threshold">The distance to that colour from which a pixel counts as lit.</param>
    /// <param name="circle">The circle so far.</param>
    /// <param name="reach">How far to look on both sides of it, in pixels.</param>
    public static Circle Refine(FundusImage image, Border border, float threshold, Circle circle, double reach)
    {
        Span<PointD> points = stackalloc PointD[4 * RaysPerSide];
        int count = 0;
        for (int ray = 0; ray < points.Length; ray++)
        {
            if (Edge(image, border, threshold, circle, reach, Direction(ray)) is PointD point)
            {
                points[count++] = point;
            }
        }

        double tolerance = Math.Max(1.0, reach / 3);
        var shift = new PointD(2 * reach, 2 * reach);
        var near = new RobustCircle.Limits(circle.Radius - 2 * reach, circle.Radius + 2 * reach, circle.Centre - shift, circle.Centre + shift);
        return count < FewestEdges ? circle : RobustCircle.Fit(points[..count], tolerance, near)?.Circle ?? circle;
    }

    /// <summary>Unit vectors through points spread evenly over a square: no sine, whose last bit differs from system to system.</summary>
    private static PointD Direction(int ray)
    {
        double along = (2 * (ray % RaysPerSide) + 1) / (double)RaysPerSide - 1;
        (double x, double y) = (ray / RaysPerSide) switch
        {
            0 => (along, -1.0),
            1 => (1.0, along),
            2 => (-along, 1.0),
            _ => (-1.0, -along),
        };
        double length = Math.Sqrt(x * x + y * y);
        return new PointD(x / length, y / length);
    }

    /// <summary>Where, coming from outside, the second of two lit pixels in a row follows a dark one; null where the ray leaves the image first.</summary>
    private static PointD? Edge(FundusImage image, Border border, float threshold, Circle circle, double reach, PointD direction)
    {
        double outer = circle.Radius + reach;
        int steps = (int)(2 * reach);
        float before = -1;
        float last = -1;
        for (int i = 0; i <= steps; i++)
        {
            double radius = outer - i;
            double x = circle.Centre.X + direction.X * radius;
            double y = circle.Centre.Y + direction.Y * radius;
            if (!(x >= 0 && y >= 0 && x <= image.Width - 1 && y <= image.Height - 1))
            {
                before = last = -1;
                continue;
            }

            float distance = DistanceAt(image, border.Colour, x, y);
            if (distance >= threshold && last >= threshold && before >= 0 && before < threshold)
            {
                // The edge lies between the dark sample and the first lit one, two and one steps out from here.
                double fraction = (threshold - before) / (last - before);
                double edge = radius + 2 - fraction;
                return new PointD(circle.Centre.X + direction.X * edge, circle.Centre.Y + direction.Y * edge);
            }

            before = last;
            last = distance;
        }

        return null;
    }

    /// <summary>The distance to the border's colour at a point, bilinear between pixels.</summary>
    private static float DistanceAt(FundusImage image, Colour border, double x, double y)
    {
        int x0 = Math.Min((int)x, image.Width - 2);
        int y0 = Math.Min((int)y, image.Height - 2);
        float fx = (float)(x - x0);
        float fy = (float)(y - y0);
        ReadOnlySpan<byte> top = image.GetRow(y0).Slice(3 * x0, 6);
        ReadOnlySpan<byte> bottom = image.GetRow(y0 + 1).Slice(3 * x0, 6);
        var colour = new Colour(At(top, bottom, 0, fx, fy), At(top, bottom, 1, fx, fy), At(top, bottom, 2, fx, fy));
        return colour.DistanceTo(border);

        static float At(ReadOnlySpan<byte> top, ReadOnlySpan<byte> bottom, int channel, float fx, float fy)
        {
            float upper = top[channel] + (top[3 + channel] - top[channel]) * fx;
            float lower = bottom[channel] + (bottom[3 + channel] - bottom[channel]) * fx;
            return upper + (lower - upper) * fy;
        }
    }
}
