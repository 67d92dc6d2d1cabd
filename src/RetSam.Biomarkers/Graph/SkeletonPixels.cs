using System.Buffers;
using System.Numerics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// The set pixels of a skeleton, numbered in raster order, and the way from a position back to its number: a count of set pixels
/// before each word, so that looking a pixel up is one population count.
/// </summary>
internal sealed class SkeletonPixels : IDisposable
{
    private readonly BinaryMask _skeleton;
    private readonly int[] _before;
    private readonly int[] _positions;

    public SkeletonPixels(BinaryMask skeleton)
    {
        _skeleton = skeleton;
        ReadOnlySpan<ulong> words = skeleton.Words;
        _before = ArrayPool<int>.Shared.Rent(words.Length);
        int count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            _before[i] = count;
            count += BitOperations.PopCount(words[i]);
        }

        Count = count;
        _positions = ArrayPool<int>.Shared.Rent(Math.Max(count, 1));
        int next = 0;
        foreach (MaskRun run in skeleton.EnumerateRuns())
        {
            for (int x = run.Start; x < run.End; x++)
            {
                _positions[next++] = run.Y * skeleton.Width + x;
            }
        }
    }

    public int Count { get; }

    public int Width => _skeleton.Width;

    /// <summary>The position y * width + x of each pixel.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>The number of the pixel at (x, y); -1 when it is clear or outside.</summary>
    public int IndexOf(int x, int y)
    {
        if ((uint)x >= (uint)_skeleton.Width || (uint)y >= (uint)_skeleton.Height)
        {
            return -1;
        }

        int at = y * _skeleton.WordsPerRow + (x >> 6);
        ulong word = _skeleton.Words[at];
        int bit = x & 63;
        return (word >> bit & 1) == 0 ? -1 : _before[at] + BitOperations.PopCount(word & ((1UL << bit) - 1));
    }

    /// <summary>The set pixels among the eight around one, in raster order.</summary>
    /// <param name="index">The pixel's number.</param>
    /// <param name="neighbours">Room for eight numbers.</param>
    /// <returns>How many there are.</returns>
    public int GetNeighbours(int index, Span<int> neighbours)
    {
        (int y, int x) = Math.DivRem(_positions[index], Width);
        int count = 0;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int neighbour = (dx | dy) == 0 ? -1 : IndexOf(x + dx, y + dy);
                if (neighbour >= 0)
                {
                    neighbours[count++] = neighbour;
                }
            }
        }

        return count;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_before);
        ArrayPool<int>.Shared.Return(_positions);
    }
}
