using System.Numerics;
using System.Runtime.Intrinsics;

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

    /// <summary>One more than as many steps as nearly every wall takes.</summary>
    private const int ValuesAtOnce = 16;

    /// <summary>
    /// How far, in pixels, a mask's edge can lie from that of the probabilities it was cut from: a diagonal of a pixel, nearly. Beyond,
    /// something else made the mask's edge.
    /// </summary>
    private const double CrossingReach = 1.25;

    private static Vector256<double> LastLane => Vector256.Create(0, 0, 0, -1L).AsDouble();

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
        bool inside = false;
        Span<double> values = stackalloc double[ValuesAtOnce];
        for (double s = start; ; s += (ValuesAtOnce - 1) * Step)
        {
            int steps = Math.Min(field.Read(from + direction * s, direction * Step, values) - 1, (int)((limit - s) / Step));
            int taken = CountSteps(values, steps, (int)Math.Ceiling((1 - s) / Step), ref inside, out bool ends);
            sum += Integrate(values, taken);
            if (ends || steps < ValuesAtOnce - 1)
            {
                return ends ? sum : double.NaN;
            }
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

    /// <summary>How many steps along values lie before the wall. Each bit of a pattern says something of the step from that value to the next.</summary>
    /// <param name="values">The field's values.</param>
    /// <param name="steps">How many steps are looked at.</param>
    /// <param name="far">The first step from a value that lies so far from the point that it has left a vessel of any width.</param>
    /// <param name="inside">Whether any value before was in the vessel; on return whether any was.</param>
    /// <param name="ends">Whether the wall was found.</param>
    private static int CountSteps(ReadOnlySpan<double> values, int steps, int far, ref bool inside, out bool ends)
    {
        uint high = 0;
        uint rising = 0;
        uint clear = 0;
        Vector256<double> here = Vector256.Create(values);
        for (int i = 0; i < ValuesAtOnce; i += Vector256<double>.Count)
        {
            Vector256<double> following = Vector256.Create(values[Math.Min(i + Vector256<double>.Count, ValuesAtOnce - Vector256<double>.Count)..]);
            Vector256<double> next = Vector256.ConditionalSelect(
                LastLane, Vector256.Shuffle(following, Vector256<long>.Zero), Vector256.Shuffle(here, Vector256.Create(1L, 2, 3, 3)));
            high |= Vector256.GreaterThanOrEqual(here, Vector256.Create(0.5)).ExtractMostSignificantBits() << i;
            rising |= Vector256.GreaterThan(next, here).ExtractMostSignificantBits() << i;
            clear |= Vector256.LessThanOrEqual(next, Vector256<double>.Zero).ExtractMostSignificantBits() << i;
            here = following;
        }

        uint left = uint.MaxValue << Math.Clamp(far, 0, ValuesAtOnce);
        left |= inside ? uint.MaxValue : 0 - (high & (0 - high)); // From the first value in the vessel on.
        uint gap = ~high & left & rising;
        uint found = (gap | clear) & ((1u << Math.Max(0, steps)) - 1);
        inside |= high != 0;
        ends = found != 0;
        int last = BitOperations.TrailingZeroCount(found);
        return !ends ? ValuesAtOnce - 1 : (gap >> last & 1) != 0 ? last : last + 1;
    }

    /// <summary>The integral over so many steps, by trapezoids.</summary>
    private static double Integrate(ReadOnlySpan<double> values, int steps)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < ValuesAtOnce; i += Vector256<double>.Count)
        {
            sum += Vector256.Create(values[i..]) & Vector256.LessThanOrEqual(Vector256.CreateSequence((double)i, 1), Vector256.Create((double)steps));
        }

        return (QuadraticFit.Sum(sum) - (values[0] + values[steps]) / 2) * Step;
    }
}
