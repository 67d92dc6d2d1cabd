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

    /// <summary>How many steps, in any direction, stay in a square of pixels with one to spare.</summary>
    private const int StepsInTile = 15;

    /// <summary>
    /// How far, in pixels, a mask's edge can lie from that of the probabilities it was cut from: a diagonal of a pixel, nearly. Beyond,
    /// something else made the mask's edge.
    /// </summary>
    private const double CrossingReach = 1.25;

    /// <summary>The distances from four points to the walls.</summary>
    /// <param name="field">The mask.</param>
    /// <param name="from">Points of the centreline.</param>
    /// <param name="direction">The unit vectors towards the walls.</param>
    /// <param name="radius">The local radii by the distance transform.</param>
    /// <returns>The distances in pixels; NaN when there is no wall within reach or inside the frame.</returns>
    public static Vector256<double> ToWalls(in MaskField field, in FourPoints from, in FourPoints direction, Vector256<double> radius)
    {
        // Everything nearer than this is set, and so are the pixels around it: the nearest clear one lies half a pixel beyond the
        // radius of the pixel that the point is on, at most half a diagonal away, and is seen from less than a diagonal.
        Vector256<double> start = Vector256.MaxNative(Vector256<double>.Zero, radius - Vector256.Create(1.625));
        Vector256<double> limit = Vector256.MinNative(2 * radius + Vector256.Create(2.0), field.ToBorder(from, direction));
        FourPoints step = direction * Vector256.Create(Step);
        var probing = new Probing
        {
            S = start,
            Left = field.Covers(from + direction * start),
            Found = Vector256<double>.Zero,
        };
        bool isStart = true;
        do
        {
            FourPoints at = from + direction * probing.S;
            FourPoints corner = at.CornerWith(at + step * Vector256.Create((double)StepsInTile));
            Vector256<ulong> tiles = field.TilesAt(corner);
            at -= corner;
            if (isStart)
            {
                probing.Value = MaskField.Interpolate(tiles, at);
                probing.Inside = Vector256.GreaterThanOrEqual(probing.Value, Vector256.Create(0.5));
                isStart = false;
            }

            Follow(ref probing, tiles, at, step, limit);
        }
        while (probing.Left.ExtractMostSignificantBits() != 0);
        return Vector256.ConditionalSelect(probing.Found, start + probing.Sum * (Step / 2), Vector256.Create(double.NaN));
    }

    /// <summary>Follows four lines through squares of pixels, until all have come to a wall or to where none is looked for, or out of the squares.</summary>
    private static void Follow(ref Probing probing, Vector256<ulong> tiles, FourPoints at, FourPoints step, Vector256<double> limit)
    {
        // In variables of its own, and without a call: what is kept in memory between steps has to be waited for.
        (Vector256<double> s, Vector256<double> value, Vector256<double> sum) = (probing.S, probing.Value, probing.Sum);
        (Vector256<double> inside, Vector256<double> found, Vector256<double> left) = (probing.Inside, probing.Found, probing.Left);
        Vector256<double> half = Vector256.Create(0.5);
        for (int i = 0; i < StepsInTile; i++)
        {
            at += step;
            s += Vector256.Create(Step);
            Vector256<double> next = MaskField.Interpolate(tiles, at);
            left = Vector256.AndNot(left, Vector256.GreaterThan(s, limit));
            Vector256<double> outside = Vector256.LessThan(value, half) & (inside | Vector256.GreaterThanOrEqual(s, Vector256.Create(1 + Step)));
            Vector256<double> gap = outside & Vector256.GreaterThan(next, value);
            sum += value + next & Vector256.AndNot(left, gap);
            Vector256<double> ends = left & (gap | Vector256.LessThanOrEqual(next, Vector256<double>.Zero));
            found |= ends;
            left = Vector256.AndNot(left, ends);
            inside |= Vector256.GreaterThanOrEqual(next, half);
            value = next;
            if (left.ExtractMostSignificantBits() == 0)
            {
                break;
            }
        }

        (probing.S, probing.Value, probing.Sum) = (s, value, sum);
        (probing.Inside, probing.Found, probing.Left) = (inside, found, left);
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

    /// <summary>How far four lines were followed.</summary>
    private struct Probing
    {
        /// <summary>The distances from where they start.</summary>
        public Vector256<double> S;

        /// <summary>The field's values there.</summary>
        public Vector256<double> Value;

        /// <summary>The sums of the values before and after every step up to the wall.</summary>
        public Vector256<double> Sum;

        /// <summary>Whether any value was in the vessel.</summary>
        public Vector256<double> Inside;

        /// <summary>Whether the wall was found.</summary>
        public Vector256<double> Found;

        /// <summary>Whether it is still looked for.</summary>
        public Vector256<double> Left;
    }
}
