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
        for (int i = 0; i < words.Length; i++)
        {
            int start = i / skeleton.WordsPerRow * skeleton.Width + i % skeleton.WordsPerRow * 64;
            for (ulong left = words[i]; left != 0; left &= left - 1)
            {
                _positions[next++] = start + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public int Count { get; }

    public int Width => _skeleton.Width;

    /// <summary>The position y * width + x of each pixel.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>The set pixels among the eight around one, in raster order.</summary>
    /// <param name="index">The pixel's number.</param>
    /// <param name="neighbours">Room for eight numbers.</param>
    /// <returns>How many there are.</returns>
    public int GetNeighbours(int index, Span<int> neighbours)
    {
        ReadOnlySpan<ulong> words = _skeleton.Words;
        (int y, int x) = Math.DivRem(_positions[index], Width);
        int count = 0;
        for (int row = Math.Max(0, y - 1); row <= Math.Min(_skeleton.Height - 1, y + 1); row++)
        {
            uint three = ThreeAround(words, row * _skeleton.WordsPerRow, x);
            for (uint left = row == y ? three & 0b101 : three; left != 0; left &= left - 1)
            {
                neighbours[count++] = NumberOf(words, row * _skeleton.WordsPerRow, x - 1 + BitOperations.TrailingZeroCount(left));
            }
        }

        return count;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_before);
        ArrayPool<int>.Shared.Return(_positions);
    }

    /// <summary>The pixels at x - 1, x and x + 1 of a row as bits 0, 1 and 2; those outside are clear, as the padding of a row is.</summary>
    private uint ThreeAround(ReadOnlySpan<ulong> words, int row, int x)
    {
        int at = x >> 6;
        int bit = x & 63;
        ulong word = words[row + at];
        return (uint)(bit switch
        {
            0 => word << 1 | (at > 0 ? words[row + at - 1] >> 63 : 0),
            63 => word >> 62 | (at + 1 < _skeleton.WordsPerRow ? words[row + at + 1] << 2 : 0),
            _ => word >> (bit - 1),
        }) & 7;
    }

    private int NumberOf(ReadOnlySpan<ulong> words, int row, int x)
        => _before[row + (x >> 6)] + BitOperations.PopCount(words[row + (x >> 6)] & ((1UL << (x & 63)) - 1));
}
