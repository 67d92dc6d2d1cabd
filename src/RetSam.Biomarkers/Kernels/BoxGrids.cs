using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The boxes that hold pixels, and how many, in grids of one box size at several offsets. The grids of a box size f times as large
/// follow from them without looking at the pixels again, as each of their lines is one of the finer grids' lines. Pooled.
/// </summary>
internal sealed class BoxGrids : IDisposable
{
    /// <summary>Boxes are numbered row * 256 + column, which is room for 128 and a cut one at the near side.</summary>
    private const int RowShift = 8;
    private const int MostLines = 129;
    private const int MostBoxes = MostLines * MostLines;
    private const int TableSize = MostLines << RowShift;

    /// <summary>Tables that are clear, one for each offset in each: they are given back as they were taken.</summary>
    private static readonly ArrayPool<int> ClearTables = ArrayPool<int>.Create(TableSize * BoxCounting.Offsets, maxArraysPerBucket: 8);

    private readonly SetPixels _pixels;
    private readonly int _room;
    private readonly int[] _table = ClearTables.Rent(TableSize * BoxCounting.Offsets);
    private readonly int[] _columns;
    private readonly int[] _rows;
    private Box[] _boxes;
    private Box[] _next;
    private int[] _counts = new int[BoxCounting.Offsets];
    private int[] _nextCounts = new int[BoxCounting.Offsets];

    public BoxGrids(SetPixels pixels)
    {
        _pixels = pixels;
        _room = Math.Min(pixels.Items.Length, MostBoxes) + 1;
        _columns = ArrayPool<int>.Shared.Rent(pixels.Width * BoxCounting.Offsets);
        _rows = ArrayPool<int>.Shared.Rent(pixels.Height * BoxCounting.Offsets);
        _boxes = ArrayPool<Box>.Shared.Rent(_room * BoxCounting.Offsets);
        _next = ArrayPool<Box>.Shared.Rent(_room * BoxCounting.Offsets);
    }

    /// <summary>The boxes with pixels of the grid at an offset, in the order of their first pixels.</summary>
    public ReadOnlySpan<Box> this[int offset] => _boxes.AsSpan(offset * _room, _counts[offset]);

    /// <summary>Counts the pixels in boxes of a side of at least 1/128 of the extent.</summary>
    public void Count(double side)
    {
        Span<int> columns = _columns.AsSpan(0, _pixels.Width * BoxCounting.Offsets);
        Span<int> rows = _rows.AsSpan(0, _pixels.Height * BoxCounting.Offsets);
        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            Number(columns[offset..], side, AcrossOf(offset), 1);
            Number(rows[offset..], side, DownOf(offset), 1 << RowShift);
        }

        // All offsets in turn at each pixel, for neighbours share a box: a count that was just written would have to be waited for.
        Span<int> counts = _counts;
        counts.Clear();
        foreach ((int x, int y) in _pixels.Items)
        {
            ref int column = ref columns[x * BoxCounting.Offsets];
            ref int row = ref rows[y * BoxCounting.Offsets];
            ref Box boxes = ref MemoryMarshal.GetArrayDataReference(_boxes);
            ref int table = ref MemoryMarshal.GetArrayDataReference(_table);
            for (int offset = 0; offset < BoxCounting.Offsets; offset++)
            {
                Add(ref boxes, ref table, Unsafe.Add(ref row, offset) + Unsafe.Add(ref column, offset), 1, ref counts[offset]);
                boxes = ref Unsafe.Add(ref boxes, _room);
                table = ref Unsafe.Add(ref table, TableSize);
            }
        }

        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            TakeMasses(_boxes.AsSpan(offset * _room, counts[offset]), _table.AsSpan(offset * TableSize));
        }
    }

    /// <summary>Goes on to boxes of a side so many times as large.</summary>
    public void Coarsen(int factor)
    {
        // Numbers of boxes are so small that the quotient comes out exact.
        int reciprocal = (1 << 16) / factor + 1;
        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            // Moved back by o eighths of a large box is moved back by f * o eighths of a small one, whole ones of which renumber the lines.
            int fine = factor * offset % BoxCounting.Offsets;
            int across = factor * AcrossOf(offset) / BoxCounting.Offsets;
            int down = factor * DownOf(offset) / BoxCounting.Offsets;
            Span<Box> boxes = _next.AsSpan(offset * _room, _room);
            int count = 0;
            foreach (Box box in this[fine])
            {
                int column = ((box.Number & ((1 << RowShift) - 1)) + across) * reciprocal >> 16;
                int row = ((box.Number >> RowShift) + down) * reciprocal >> 16;
                Add(ref boxes[0], ref _table[0], row << RowShift | column, box.Mass, ref count);
            }

            _nextCounts[offset] = count;
            TakeMasses(boxes[..count], _table);
        }

        (_boxes, _next) = (_next, _boxes);
        (_counts, _nextCounts) = (_nextCounts, _counts);
    }

    public void Dispose()
    {
        ClearTables.Return(_table);
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<Box>.Shared.Return(_boxes);
        ArrayPool<Box>.Shared.Return(_next);
    }

    /// <summary>How many eighths of a box a grid is moved back along the rows; (k / 8, 3k / 8 mod 1) is a lattice that covers the unit square evenly.</summary>
    private static int AcrossOf(int offset) => offset;

    private static int DownOf(int offset) => 3 * offset % BoxCounting.Offsets;

    /// <summary>The number of the box that each place of an axis lies in, times a factor, at every eighth place of a list.</summary>
    private static void Number(Span<int> places, double side, int eighths, int factor)
    {
        int length = (places.Length + BoxCounting.Offsets - 1) / BoxCounting.Offsets;
        int start = 0;
        for (int box = 0; start < length; box++)
        {
            int end = Math.Clamp((int)Math.Round((box + 1 - eighths / (double)BoxCounting.Offsets) * side), start, length);
            for (; start < end; start++)
            {
                places[start * BoxCounting.Offsets] = box * factor;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Box boxes, ref int table, int number, int mass, ref int count)
    {
        ref int here = ref Unsafe.Add(ref table, number);
        Unsafe.Add(ref boxes, count).Number = number; // Overwritten by the next box unless this one is new.
        count += here == 0 ? 1 : 0;
        here += mass;
    }

    /// <summary>Moves the masses from the table to the list, which clears the table.</summary>
    private static void TakeMasses(Span<Box> boxes, Span<int> table)
    {
        foreach (ref Box box in boxes)
        {
            box.Mass = table[box.Number];
            table[box.Number] = 0;
        }
    }

    /// <summary>A box with pixels.</summary>
    public struct Box
    {
        public int Number;
        public int Mass;
    }
}
