using System.Buffers;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// An outline seen from a point: how far away it is in each of 720 directions, half a degree apart. Immutable and thread-safe. Pooled: dispose to
/// give it back.
/// </summary>
public sealed class RadialProfile : IDisposable
{
    /// <summary>The number of directions.</summary>
    public const int Directions = 720;

    /// <summary>The farthest crossing in each direction, and behind them the nearest in each.</summary>
    private double[] _distances;

    /// <summary>Looks at an outline from a point.</summary>
    /// <param name="contour">The outline.</param>
    /// <param name="origin">The point; it may lie outside the outline.</param>
    public RadialProfile(Contour contour, PointD origin)
    {
        ArgumentNullException.ThrowIfNull(contour);
        _distances = ArrayPool<double>.Shared.Rent(2 * Directions);
        FarthestOfAll.Clear();
        NearestOfAll.Fill(double.PositiveInfinity);
        ReadOnlySpan<PointD> points = contour.Points;
        PointD from = points[^1] - origin;
        foreach (PointD point in points)
        {
            PointD to = point - origin;
            AddEdge(from, to);
            from = to;
        }
    }

    private Span<double> FarthestOfAll => _distances.AsSpan(0, Directions);

    private Span<double> NearestOfAll => _distances.AsSpan(Directions, Directions);

    /// <summary>The angle of a direction in radians, clockwise as seen from the positive x axis (y grows downwards).</summary>
    public static double AngleOf(int direction) => direction * (2 * Math.PI / Directions);

    /// <summary>The distance to the farthest crossing of the outline in a direction, in px; 0 where the ray does not meet it.</summary>
    public double Farthest(int direction) => FarthestOfAll[Wrap(direction)];

    /// <summary>
    /// The length in px of the chord through the origin along a direction and its opposite, between the outermost crossings; when the
    /// origin lies outside the outline, of the chord on the one side where the line meets it; 0 when it does not.
    /// </summary>
    public double Chord(int direction)
    {
        int ahead = Wrap(direction);
        int behind = Wrap(direction + Directions / 2);
        double there = FarthestOfAll[ahead];
        double back = FarthestOfAll[behind];
        return there > 0 && back > 0
            ? there + back
            : there > 0 ? there - NearestOfAll[ahead] : back > 0 ? back - NearestOfAll[behind] : 0;
    }

    /// <summary>The longest chord through the origin, in px.</summary>
    public double LongestChord()
    {
        double longest = 0;
        for (int direction = 0; direction < Directions / 2; direction++)
        {
            longest = Math.Max(longest, Chord(direction));
        }

        return longest;
    }

    /// <summary>Gives the buffer back. Safe to call twice.</summary>
    public void Dispose()
    {
        if (_distances.Length > 0)
        {
            ArrayPool<double>.Shared.Return(_distances);
            _distances = [];
        }
    }

    private static int Wrap(int direction) => (direction % Directions + Directions) % Directions;

    /// <summary>Notes where the rays between the directions of an edge's two ends cross it.</summary>
    private void AddEdge(PointD from, PointD to)
    {
        double start = Math.Atan2(from.Y, from.X) * (Directions / (2 * Math.PI));
        double end = Math.Atan2(to.Y, to.X) * (Directions / (2 * Math.PI));
        // The short way round.
        end += end - start > Directions / 2 ? -Directions : end - start < -Directions / 2 ? Directions : 0;
        int first = (int)Math.Ceiling(Math.Min(start, end));
        int last = (int)Math.Floor(Math.Max(start, end));
        double cross = from.X * to.Y - from.Y * to.X;
        for (int direction = first; direction <= last; direction++)
        {
            (double sin, double cos) = Math.SinCos(AngleOf(direction));
            double across = cos * (to.Y - from.Y) - sin * (to.X - from.X);
            double distance = across == 0 ? Math.Max(from.DistanceTo(default), to.DistanceTo(default)) : cross / across;
            if (distance > 0)
            {
                int at = Wrap(direction);
                FarthestOfAll[at] = Math.Max(FarthestOfAll[at], distance);
                NearestOfAll[at] = Math.Min(NearestOfAll[at], distance);
            }
        }
    }
}
