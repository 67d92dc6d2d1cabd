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

    /// <summary>Which of the eight around a pixel are set: a bit for each, in raster order from the lowest on.</summary>
    public byte AroundOf(int index)
    {
        ReadOnlySpan<ulong> words = _skeleton.Words;
        (int y, int x) = Math.DivRem(_positions[index], Width);
        int row = y * _skeleton.WordsPerRow;
        uint above = y > 0 ? ThreeAround(words, row - _skeleton.WordsPerRow, x) : 0;
        uint here = ThreeAround(words, row, x);
        uint below = y + 1 < _skeleton.Height ? ThreeAround(words, row + _skeleton.WordsPerRow, x) : 0;
        return (byte)(above | (here & 1) << 3 | (here >> 2) << 4 | below << 5);
    }

    /// <summary>The set pixels around one, in raster order.</summary>
    /// <param name="index">The pixel's number.</param>
    /// <param name="around">What <see cref="AroundOf"/> says of it.</param>
    /// <param name="neighbours">Room for eight numbers.</param>
    /// <returns>How many there are.</returns>
    public int GetNeighbours(int index, byte around, Span<int> neighbours)
    {
        int count = 0;
        for (uint left = around; left != 0; left &= left - 1)
        {
            neighbours[count++] = NumberAt(_positions[index], BitOperations.TrailingZeroCount(left));
        }

        return count;
    }

    /// <summary>Of a pixel with two neighbours, the other one.</summary>
    public int GetOtherNeighbour(int index, byte around, int neighbour)
    {
        int position = _positions[index];
        int first = BitOperations.TrailingZeroCount((uint)around);
        int other = position + StepOf(first) == _positions[neighbour] ? BitOperations.Log2(around) : first;
        return NumberAt(position, other);
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

    /// <summary>What a step to one of the eight around adds to a position.</summary>
    private int StepOf(int direction)
    {
        (int down, int across) = Math.DivRem(direction < 4 ? direction : direction + 1, 3);
        return (down - 1) * Width + across - 1;
    }

    /// <summary>The number of the set pixel in a direction.</summary>
    private int NumberAt(int position, int direction)
    {
        (int y, int x) = Math.DivRem(position + StepOf(direction), Width);
        int word = y * _skeleton.WordsPerRow + (x >> 6);
        return _before[word] + BitOperations.PopCount(_skeleton.Words[word] & ((1UL << (x & 63)) - 1));
    }
}
