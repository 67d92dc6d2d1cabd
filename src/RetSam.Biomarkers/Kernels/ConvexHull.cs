using System.Buffers;
using System.Numerics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The convex hull of a mask's set pixels, taken as unit squares: a single pixel has the area 1 and four vertices. Pooled: dispose to
/// give it back.
/// </summary>
/// <remarks>
/// The outermost pixels of every row, by monotone chains (Andrew 1979) in whole numbers: exact, in time linear in the mask's words. As
/// pixels have an area, a hull is never smaller than its mask, and solidity (area by area of the hull) is at most 1.
/// </remarks>
public sealed class ConvexHull : IDisposable
{
    /// <summary>The vertices in whole numbers: corner (x, y) is the top left one of pixel (x, y).</summary>
    private (int X, int Y)[] _corners;
    private PointD[] _vertices;

    private ConvexHull((int X, int Y)[] corners, int count)
    {
        _corners = corners;
        _vertices = ArrayPool<PointD>.Shared.Rent(Math.Max(1, count));
        Count = count;
        long twiceArea = 0;
        for (int i = 0; i < count; i++)
        {
            (int x, int y) = corners[i];
            (int nextX, int nextY) = corners[i + 1 == count ? 0 : i + 1];
            _vertices[i] = new PointD(x - 0.5, y - 0.5);
            twiceArea += (long)x * nextY - (long)y * nextX;
            Perimeter += Math.Sqrt((double)((long)(nextX - x) * (nextX - x) + (long)(nextY - y) * (nextY - y)));
        }

        Area = twiceArea / 2.0;
    }

    /// <summary>The number of vertices: at least 4, or 0 when the mask is empty.</summary>
    public int Count { get; }

    /// <summary>The vertices, clockwise as seen, from the top right one on; no three on a line. The last is joined to the first.</summary>
    public ReadOnlySpan<PointD> Vertices => _vertices.AsSpan(0, Count);

    /// <summary>The area in px2, exact; 0 when the mask is empty.</summary>
    public double Area { get; }

    /// <summary>The length around in px; 0 when the mask is empty.</summary>
    public double Perimeter { get; }

    internal ReadOnlySpan<(int X, int Y)> Corners => _corners.AsSpan(0, Count);

    /// <summary>The hull of a mask; one without vertices when the mask is empty.</summary>
    public static ConvexHull Of(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int most = mask.Height + 1;
        (int X, int Y)[] corners = ArrayPool<(int X, int Y)>.Shared.Rent(2 * most);
        (int X, int Y)[] buffer = ArrayPool<(int X, int Y)>.Shared.Rent(most);
        int count = Follow(mask, corners, buffer, out int leftCount);
        for (int i = leftCount - 1; i >= 0; i--)
        {
            corners[count++] = buffer[i];
        }

        ArrayPool<(int X, int Y)>.Shared.Return(buffer);
        return new ConvexHull(corners, count);
    }

    /// <summary>The smallest of all rectangles, at any angle, around the mask's pixels.</summary>
    /// <exception cref="InvalidOperationException">The mask was empty.</exception>
    public MinimumAreaRectangle FindMinimumAreaRectangle()
        => Count > 0 ? RotatingCalipers.FindRectangle(Corners) : throw new InvalidOperationException("An empty mask has no rectangle around it.");

    /// <summary>Gives the buffers back. Safe to call twice.</summary>
    public void Dispose()
    {
        if (_vertices.Length > 0)
        {
            ArrayPool<PointD>.Shared.Return(_vertices);
            ArrayPool<(int X, int Y)>.Shared.Return(_corners);
            _vertices = [];
            _corners = [];
        }
    }

    /// <summary>The right and the left side from the top down; returns how long the right one is.</summary>
    private static int Follow(BinaryMask mask, Span<(int X, int Y)> right, Span<(int X, int Y)> left, out int leftCount)
    {
        int rightCount = 0;
        leftCount = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.GetRow(y);
            int first = row.IndexOfAnyExcept(0UL);
            if (first < 0)
            {
                continue;
            }

            int last = row.LastIndexOfAnyExcept(0UL);
            int start = first * 64 + BitOperations.TrailingZeroCount(row[first]);
            int end = last * 64 + 64 - BitOperations.LeadingZeroCount(row[last]);
            for (int edge = 0; edge < 2; edge++)
            {
                Push(left, ref leftCount, (start, y + edge), side: -1);
                Push(right, ref rightCount, (end, y + edge), side: 1);
            }
        }

        return rightCount;
    }

    /// <summary>Adds a corner to a side that grows downwards, dropping those that the new one leaves inside the hull.</summary>
    private static void Push(Span<(int X, int Y)> chain, ref int count, (int X, int Y) corner, int side)
    {
        if (count > 0 && chain[count - 1].Y == corner.Y)
        {
            // Two rows share this height: the outer of their corners counts.
            if (side * (corner.X - chain[count - 1].X) <= 0)
            {
                return;
            }

            count--;
        }

        while (count >= 2 && side * Cross(chain[count - 2], chain[count - 1], corner) <= 0)
        {
            count--;
        }

        chain[count++] = corner;
    }

    private static long Cross((int X, int Y) a, (int X, int Y) b, (int X, int Y) c)
        => (long)(b.X - a.X) * (c.Y - a.Y) - (long)(b.Y - a.Y) * (c.X - a.X);
}
