namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Measures curvature along a line: that of the circle through a sample and those a span before and behind it, which is exact for
/// circles at any span and spacing.
/// </summary>
/// <remarks>
/// What is left of the pixels' unrest (0.07 px or so) reads as a curvature of 0.17 / span^2; a long span flattens waves. So the span is
/// as long as the line is straight: by the curvature over the longest span, which has hardly any unrest that could sway the choice, it
/// turns by no more than an angle, and the shortest span sees no wave there that the longest has lost.
/// </remarks>
internal static class CurvatureProbe
{
    /// <summary>What a line may turn by over a span, in radians: enough to stand out from the unrest, little enough to keep waves.</summary>
    private const double MostTurn = 0.15;

    /// <summary>How far two spans may differ by unrest alone: five times what the shortest is good to, in px-1.</summary>
    private const double Unrest = 0.008;

    private const int ShortestSpan = 10;

    /// <summary>Longest first, in samples, which lie about a pixel apart.</summary>
    private static ReadOnlySpan<int> LongerSpans => [40, 28, 20, 14];

    /// <summary>The signed curvature at a sample in px-1: positive where the line turns clockwise as seen on the screen.</summary>
    public static double At(ReadOnlySpan<PointD> line, int i, bool closed)
    {
        int most = (line.Length - 1) / 2;
        double shortest = Over(line, i, closed, Math.Min(ShortestSpan, most));
        double coarse = Over(line, i, closed, Math.Min(LongerSpans[0], most));
        foreach (int span in LongerSpans)
        {
            if (span <= most && Math.Abs(coarse) * span <= MostTurn && (span == LongerSpans[0] ? coarse : Over(line, i, closed, span)) is var curvature && Math.Abs(curvature - shortest) <= Unrest)
            {
                return curvature;
            }
        }

        return shortest;
    }

    /// <summary>Towards the ends of an open line, the curvature of its last stretch of that span.</summary>
    private static double Over(ReadOnlySpan<PointD> line, int i, bool closed, int span)
    {
        int n = line.Length;
        if (span == 0)
        {
            return 0;
        }

        int centre = closed ? i : Math.Clamp(i, span, n - 1 - span);
        int first = centre - span;
        int last = centre + span;
        PointD before = line[first < 0 ? first + n : first] - line[centre];
        PointD after = line[last >= n ? last - n : last] - line[centre];
        PointD across = after - before;
        double product = Math.Sqrt(
            (before.X * before.X + before.Y * before.Y) * (after.X * after.X + after.Y * after.Y) * (across.X * across.X + across.Y * across.Y));
        return product > 0 ? -2 * (before.X * after.Y - before.Y * after.X) / product : 0;
    }
}
