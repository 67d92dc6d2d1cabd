using System.Buffers;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The boxes that hold pixels, and how many, in grids of one box size at several offsets. The grids of a box size f times as large
/// follow from them without looking at the pixels again, as each of their lines is one of the finer grids' lines. Pooled.
/// </summary>
internal sealed class BoxGrids : IDisposable
{
    /// <summary>Boxes are numbered row * 256 + column, which is room for 128 and a cut one at the near side.</summary>
    private const int RowShift = 8;
    private const int TableSize = 1 << 2 * RowShift;
    private const int MostBoxes = 129 * 129;

    private readonly SetPixels _pixels;
    private readonly int _room;
    private readonly int[] _table = ArrayPool<int>.Shared.Rent(TableSize);
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
        _table.AsSpan(0, TableSize).Clear();
        _columns = ArrayPool<int>.Shared.Rent(pixels.Width);
        _rows = ArrayPool<int>.Shared.Rent(pixels.Height);
        _boxes = ArrayPool<Box>.Shared.Rent(_room * BoxCounting.Offsets);
        _next = ArrayPool<Box>.Shared.Rent(_room * BoxCounting.Offsets);
    }

    /// <summary>The boxes with pixels of the grid at an offset, in the order of their first pixels.</summary>
    public ReadOnlySpan<Box> this[int offset] => _boxes.AsSpan(offset * _room, _counts[offset]);

    /// <summary>Counts the pixels in boxes of a side of at least 1/128 of the extent.</summary>
    public void Count(double side)
    {
        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            Number(_columns.AsSpan(0, _pixels.Width), side, AcrossOf(offset), 0);
            Number(_rows.AsSpan(0, _pixels.Height), side, DownOf(offset), RowShift);
            Span<Box> boxes = _boxes.AsSpan(offset * _room, _room);
            int count = 0;
            foreach ((int x, int y) in _pixels.Items)
            {
                Add(boxes, _rows[y] + _columns[x], 1, ref count);
            }

            _counts[offset] = count;
            TakeMasses(boxes[..count]);
        }
    }

    /// <summary>Goes on to boxes of a side so many times as large.</summary>
    public void Coarsen(int factor)
    {
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
                int column = ((box.Number & ((1 << RowShift) - 1)) + across) / factor;
                int row = ((box.Number >> RowShift) + down) / factor;
                Add(boxes, row << RowShift | column, box.Mass, ref count);
            }

            _nextCounts[offset] = count;
            TakeMasses(boxes[..count]);
        }

        (_boxes, _next) = (_next, _boxes);
        (_counts, _nextCounts) = (_nextCounts, _counts);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_table);
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<Box>.Shared.Return(_boxes);
        ArrayPool<Box>.Shared.Return(_next);
    }

    /// <summary>How many eighths of a box a grid is moved back along the rows; (k / 8, 3k / 8 mod 1) is a lattice that covers the unit square evenly.</summary>
    private static int AcrossOf(int offset) => offset;

    private static int DownOf(int offset) => 3 * offset % BoxCounting.Offsets;

    /// <summary>The number of the box that each place of an axis lies in.</summary>
    private static void Number(Span<int> places, double side, int eighths, int shift)
    {
        int start = 0;
        for (int box = 0; start < places.Length; box++)
        {
            int end = Math.Clamp((int)Math.Round((box + 1 - eighths / (double)BoxCounting.Offsets) * side), start, places.Length);
            places[start..end].Fill(box << shift);
            start = end;
        }
    }

    private void Add(Span<Box> boxes, int number, int mass, ref int count)
    {
        ref int here = ref _table[number];
        boxes[count].Number = number; // Overwritten by the next box unless this one is new.
        count += here == 0 ? 1 : 0;
        here += mass;
    }

    /// <summary>Moves the masses from the table to the list, which clears the table.</summary>
    private void TakeMasses(Span<Box> boxes)
    {
        foreach (ref Box box in boxes)
        {
            box.Mass = _table[box.Number];
            _table[box.Number] = 0;
        }
    }

    /// <summary>A box with pixels.</summary>
    public struct Box
    {
        public int Number;
        public int Mass;
    }
}
