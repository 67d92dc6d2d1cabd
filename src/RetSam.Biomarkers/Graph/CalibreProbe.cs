namespace RetSam.Biomarkers.Graph;

/// <summary>Measures a vessel across: how far its walls are from a point of its centreline.</summary>
/// <remarks>
/// From the point to a wall, the mask (read between pixels) is integrated along the normal rather than searched for its 0.5 crossing:
/// over any stretch of a straight wall both give the same mean, and the integral is the smoother of the two and still right for
/// vessels of one pixel, whose mask between two diagonal pixels nowhere exceeds one half. The search ends where the mask has fallen
/// off, rises again behind a gap (a neighbour), or goes on for more than two local radii (an opening: no wall). Where there are
/// probabilities, their crossing beside that wall is taken for it: there they say where between two pixels the edge runs.
/// </remarks>
internal static class CalibreProbe
{
    private const double Step = 0.25;

    /// <summary>As many steps as nearly every wall takes.</summary>
    private const int StepsAtOnce = 16;

    /// <summary>
    /// How far, in pixels, a mask's edge can lie from that of the probabilities it was cut from: a diagonal of a pixel, nearly. Beyond,
    /// something else made the mask's edge.
    /// </summary>
    private const double CrossingReach = 1.25;

    /// <summary>The distance to the wall in one direction.</summary>
    /// <param name="field">The mask.</param>
    /// <param name="from">A point of the centreline.</param>
    /// <param name="direction">The unit vector towards the wall.</param>
    /// <param name="radius">The local radius by the distance transform.</param>
    /// <returns>The distance in pixels; NaN when there is no wall within reach or inside the frame.</returns>
    public static double ToWall(in MaskField field, PointD from, PointD direction, double radius)
    {
        // Everything nearer than this is set, and so are the pixels around it: the nearest clear one lies half a pixel beyond the
        // radius of the pixel that the point is on, at most half a diagonal away, and is seen from less than a diagonal.
        double start = Math.Max(0, radius - 1.625);
        double limit = 2 * radius + 2;
        double sum = start;
        double s = start;
        Span<double> values = stackalloc double[StepsAtOnce];
        PointD at = from + direction * start;
        PointD step = direction * Step;
        int read = field.Read(at, step, values);
        double value = read > 0 ? values[0] : field.At(at.X, at.Y);
        bool inside = value >= 0.5;
        for (int i = 1; ; i++)
        {
            s += Step;
            if (i == StepsAtOnce)
            {
                i = 0;
                read = field.Read(from + direction * s, step, values);
            }

            if (s > limit || i >= read)
            {
                return double.NaN;
            }

            double next = values[i];
            bool outside = value < 0.5 && (inside || s >= 1 + Step);
            if (outside && next > value)
            {
                return sum;
            }

            sum += (value + next) * (Step / 2);
            if (next <= 0)
            {
                return sum;
            }

            value = next;
            inside |= value >= 0.5;
        }
    }

    /// <summary>The distance to where the probability falls through the mask's threshold, next to the wall by the mask.</summary>
    /// <param name="field">The probabilities.</param>
    /// <param name="from">A point of the centreline.</param>
    /// <param name="direction">The unit vector towards the wall.</param>
    /// <param name="wall">The distance to the wall by the mask, or NaN.</param>
    /// <returns>The distance in pixels; that of the mask where no crossing is near, as where post-processing changed the mask.</returns>
    public static double ToCrossing(ProbabilityField field, PointD from, PointD direction, double wall)
    {
        if (double.IsNaN(wall))
        {
            return wall;
        }

        double value = field.At(from + direction * wall);
        bool inside = value >= 0.5;
        double step = inside ? Step : -Step;
        for (double s = wall + step; Math.Abs(s - wall) <= CrossingReach; s += step)
        {
            double next = field.At(from + direction * s);
            if (next >= 0.5 != inside)
            {
                return s - step * (0.5 - next) / (value - next);
            }

            value = next;
        }

        return wall;
    }
}
