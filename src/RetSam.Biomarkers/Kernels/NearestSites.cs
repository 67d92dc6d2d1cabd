using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The second half of the distance transform: for one row, the least of (x - s)^2 + h(s) over all columns s, where h(s) is the squared
/// vertical distance at column s. Pooled: dispose to give the buffers back.
/// </summary>
/// <remarks>
/// <para>
/// The best column does not move left as x moves right (any two of these parabolas cross once). So the row is halved again and
/// again: the best column of the middle bounds those of either side, and every level of halving looks at each candidate about once,
/// many at a time. At the end each block of columns tries the few candidates between its bounds, all its columns at once. Unlike an
/// envelope of parabolas this takes no division and no branch on the data, so the time hardly depends on the mask.
/// </para>
/// <para>
/// Whole numbers only, and a least value does not depend on the order of the comparisons: every vector width gives the same bits.
/// </para>
/// </remarks>
internal readonly ref struct NearestSites
{
    /// <summary>Two vectors: each candidate's height is read once for both.</summary>
    private static int Block => 2 * Vector<uint>.Count;

    /// <summary>Trying one candidate in one block is so much cheaper than finding a middle: below, every block tries all.</summary>
    private const int HalvingCost = 120;

    private readonly int _width;
    private readonly int[] _squares;
    private readonly int[] _heights;
    private readonly int[] _nearest;

    public NearestSites(int width)
    {
        _width = width;
        _squares = ArrayPool<int>.Shared.Rent(2 * (width + Block) + 1);
        _heights = ArrayPool<int>.Shared.Rent(width + 2 * Block);
        _nearest = ArrayPool<int>.Shared.Rent(Block);
        for (int i = 0; i <= width + Block; i++)
        {
            _squares[Middle + i] = _squares[Middle - i] = Square(i);
        }
    }

    /// <summary>The place of 0^2 in the table of squares, which grow to either side of it.</summary>
    private int Middle => _width + Block;

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_squares);
        ArrayPool<int>.Shared.Return(_heights);
        ArrayPool<int>.Shared.Return(_nearest);
    }

    /// <summary>Writes the squared distances of a row.</summary>
    /// <param name="bits">The row of the mask.</param>
    /// <param name="vertical">Each column's distance to its nearest clear pixel, 0 where the row itself is clear.</param>
    /// <param name="row">Where to write; all of it is written.</param>
    public void Solve(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> vertical, Span<int> row)
    {
        SquareAll(vertical);
        int solid = 0;
        int blocks = (_width + Block - 1) / Block;
        for (int block = 0; block <= blocks; block++)
        {
            int start = block * Block;
            ulong inFrame = (1UL << Math.Min(Block, Math.Max(0, _width - start))) - 1;
            ulong set = block == blocks ? 0 : bits[start >> 6] >> (start & 63) & inFrame;
            if (block < blocks && set == inFrame)
            {
                solid++;
                continue;
            }

            if (solid > 0)
            {
                SolveSolid(vertical, block - solid, solid, row);
                solid = 0;
            }

            if (set != 0)
            {
                SolvePartial(set, inFrame, start, row);
            }
            else if (block < blocks)
            {
                row[start..Math.Min(start + Block, _width)].Clear();
            }
        }
    }

    /// <summary>
    /// A block with clear pixels in it: its first pixels are no further from the first of these than they are many, so that is how far
    /// to the left a candidate can lie, and likewise to the right.
    /// </summary>
    private void SolvePartial(ulong set, ulong inFrame, int start, Span<int> row)
    {
        ulong clear = ~set & inFrame;
        int leading = BitOperations.TrailingZeroCount(clear);
        int trailing = BitOperations.Log2(inFrame) - BitOperations.Log2(clear);
        int end = Math.Min(start + Block, _width);
        SolveBlock(start, Math.Max(0, start - leading), Math.Min(_width - 1, end - 1 + trailing), row);
    }

    /// <summary>A sequence of blocks without clear pixels: the nearest clear pixel to either side bounds the candidates.</summary>
    private void SolveSolid(ReadOnlySpan<int> vertical, int first, int count, Span<int> row)
    {
        int low = Math.Max(0, first * Block - 1);
        while (low > 0 && vertical[low] > 0)
        {
            low--;
        }

        int high = Math.Min(_width, (first + count) * Block) - 1;
        while (high < _width - 1 && vertical[high] > 0)
        {
            high++;
        }

        Halve(vertical, first, count, low, high, row);
    }

    private void Halve(ReadOnlySpan<int> vertical, int first, int count, int low, int high, Span<int> row)
    {
        while (count > 1 && (long)count * (high - low) > HalvingCost)
        {
            int half = count / 2;
            int best = FindBest(vertical, (first + half) * Block, low, high);
            Halve(vertical, first, half, low, best, row);
            first += half;
            count -= half;
            low = best;
        }

        for (int block = first; block < first + count; block++)
        {
            SolveBlock(block * Block, low, high, row);
        }
    }

    /// <summary>All columns of a block against the same candidates.</summary>
    private void SolveBlock(int start, int low, int high, Span<int> row)
    {
        ref int height = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_heights), low);
        ref int square = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_squares), Middle + start - low);
        var left = new Vector<uint>(uint.MaxValue);
        Vector<uint> right = left;
        for (int more = high - low; more >= 0; more--)
        {
            var site = new Vector<uint>((uint)height);
            left = Vector.Min(left, site + Vector.LoadUnsafe(ref square).As<int, uint>());
            right = Vector.Min(right, site + Vector.LoadUnsafe(ref square, (nuint)Vector<uint>.Count).As<int, uint>());
            height = ref Unsafe.Add(ref height, 1);
            square = ref Unsafe.Subtract(ref square, 1);
        }

        var most = new Vector<uint>(int.MaxValue);
        bool whole = start + Block <= _width;
        Span<int> target = whole ? row.Slice(start, Block) : _nearest.AsSpan(0, Block);
        Vector.Min(left, most).As<uint, int>().CopyTo(target);
        Vector.Min(right, most).As<uint, int>().CopyTo(target[Vector<uint>.Count..]);
        if (!whole)
        {
            target[..(_width - start)].CopyTo(row[start..]);
        }
    }

    /// <summary>One column against many candidates at a time; returns the best of these.</summary>
    private int FindBest(ReadOnlySpan<int> vertical, int x, int low, int high)
    {
        // Straight up or down is one way out: nothing further away than that is better.
        low = Math.Max(low, x - vertical[x]);
        high = (int)Math.Min(high, x + (long)vertical[x]);
        ref int heights = ref MemoryMarshal.GetArrayDataReference(_heights);
        ref int squares = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_squares), Middle - x);
        var least = new Vector<uint>(uint.MaxValue);
        Vector<int> places = Vector<int>.Zero;
        Vector<int> here = Vector.CreateSequence(low, 1);
        var step = new Vector<int>(Vector<int>.Count);

        // The last vector may look past the last candidate: heights there are true ones, or the greatest beyond the row.
        for (nint site = low; site <= high; site += Vector<uint>.Count)
        {
            Vector<uint> sum = (Vector.LoadUnsafe(ref Unsafe.Add(ref heights, site)) + Vector.LoadUnsafe(ref Unsafe.Add(ref squares, site))).As<int, uint>();
            Vector<uint> less = Vector.LessThan(sum, least);
            least = Vector.Min(sum, least);
            places = Vector.ConditionalSelect(less.As<uint, int>(), here, places);
            here += step;
        }

        // Value and place in one number each: of equals the first, which is sure to lie between the bounds.
        Vector.Widen(least, out Vector<ulong> leastLow, out Vector<ulong> leastHigh);
        Vector.Widen(places.As<int, uint>(), out Vector<ulong> placesLow, out Vector<ulong> placesHigh);
        Vector<ulong> both = Vector.Min(Vector.ShiftLeft(leastLow, 32) | placesLow, Vector.ShiftLeft(leastHigh, 32) | placesHigh);
        ulong smallest = both[0];
        for (int lane = 1; lane < Vector<ulong>.Count; lane++)
        {
            smallest = Math.Min(smallest, both[lane]);
        }

        return smallest >> 32 < int.MaxValue ? (int)(uint)smallest : FindBestFarAway(vertical, x, low, high);
    }

    /// <summary>The best candidate where squares have left an int, which takes a picture of more than 32768 pixels a side.</summary>
    private static int FindBestFarAway(ReadOnlySpan<int> vertical, int x, int low, int high)
    {
        long least = long.MaxValue;
        int best = low;
        for (int site = low; site <= high; site++)
        {
            long sum = (long)(x - site) * (x - site) + (long)vertical[site] * vertical[site];
            if (sum < least)
            {
                least = sum;
                best = site;
            }
        }

        return best;
    }

    private void SquareAll(ReadOnlySpan<int> vertical)
    {
        Span<int> heights = _heights.AsSpan(0, _width);
        int x = 0;
        var limit = new Vector<int>(LargestRoot);
        for (; x <= _width - Vector<int>.Count; x += Vector<int>.Count)
        {
            var distance = new Vector<int>(vertical[x..]);
            Vector.ConditionalSelect(Vector.GreaterThan(distance, limit), new Vector<int>(int.MaxValue), distance * distance).CopyTo(heights[x..]);
        }

        for (; x < _width; x++)
        {
            heights[x] = Square(vertical[x]);
        }

        _heights.AsSpan(_width, Block).Fill(int.MaxValue);
    }

    /// <summary>The largest number whose square is an int.</summary>
    private const int LargestRoot = 46340;

    private static int Square(int value) => value > LargestRoot ? int.MaxValue : value * value;
}
