using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The boxes that hold pixels, and how many, in grids of one box size at several offsets. The grids of a box size f times as large
/// follow from them without looking at the pixels again, as each of their lines is one of the finer grids' lines. Pooled.
/// </summary>
/// <remarks>
/// The offsets, in quarters of a box, are the fields of one colour on a board of 4 x 4, counted from a grid that divides evenly the square of
/// the object's extent around the middle of its box. They cover a box as evenly as eight can. Mirror images and quarter turns about the
/// middle map the grids onto each other, and doubled or trebled offsets are again among them, which larger boxes need.
/// </remarks>
internal sealed class BoxGrids : IDisposable
{
    /// <summary>Boxes are numbered row * 256 + column, which is room for 128 and a cut one at the near side.</summary>
    private const int RowShift = 8;
    private const int Quarters = 4;
    private const int MostLines = 129;
    private const int MostBoxes = MostLines * MostLines;
    private const int TableSize = MostLines << RowShift;

    /// <summary>Which of eight places are full, for each pattern of bits, and whatever behind those.</summary>
    private static readonly int[] FullPlaces = CreateFullPlaces();

    /// <summary>Tables that are clear, one for each offset in each: they are given back as they were taken.</summary>
    private static readonly ArrayPool<int> ClearTables = ArrayPool<int>.Create(TableSize * BoxCounting.Offsets, maxArraysPerBucket: 8);

    private readonly SetPixels _pixels;
    private readonly (long Across, long Down) _balance;
    private readonly int _room;
    private readonly int[] _table = ClearTables.Rent(TableSize * BoxCounting.Offsets);
    private readonly int[] _columns;
    private readonly int[] _rows;
    private int[] _numbers;
    private int[] _nextNumbers;
    private int[] _masses;
    private int[] _nextMasses;
    private int[] _counts = new int[BoxCounting.Offsets];
    private int[] _nextCounts = new int[BoxCounting.Offsets];
    private (int First, int End) _across;
    private (int First, int End) _down;

    public BoxGrids(SetPixels pixels)
    {
        _pixels = pixels;
        _balance = ((pixels.Width | pixels.Height) & 1) == 0 ? default : pixels.FindBalance(); // Of an even side no pixel lies in the middle.
        _room = Math.Min(pixels.Items.Length, MostBoxes) + Vector256<int>.Count;
        _columns = ArrayPool<int>.Shared.Rent(pixels.Width * BoxCounting.Offsets);
        _rows = ArrayPool<int>.Shared.Rent(pixels.Height * BoxCounting.Offsets);
        _numbers = ArrayPool<int>.Shared.Rent(_room * BoxCounting.Offsets);
        _nextNumbers = ArrayPool<int>.Shared.Rent(_room * BoxCounting.Offsets);
        _masses = ArrayPool<int>.Shared.Rent(_room * BoxCounting.Offsets);
        _nextMasses = ArrayPool<int>.Shared.Rent(_room * BoxCounting.Offsets);
    }

    /// <summary>How many pixels each box with pixels holds in the grid at an offset, row by row.</summary>
    public ReadOnlySpan<int> this[int offset] => _masses.AsSpan(offset * _room, _counts[offset]);

    /// <summary>Counts the pixels in boxes of which so many, 128 at most, span the extent.</summary>
    public void Count(int divisions)
    {
        Span<int> columns = _columns.AsSpan(0, _pixels.Width * BoxCounting.Offsets);
        Span<int> rows = _rows.AsSpan(0, _pixels.Height * BoxCounting.Offsets);
        (_across, _down) = ((MostLines, 0), (MostLines, 0));
        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            _across = Union(_across, Number(columns[offset..], divisions, AcrossOf(offset), _balance.Across > 0, 0, 1));
            _down = Union(_down, Number(rows[offset..], divisions, DownOf(offset), _balance.Down > 0, offset * TableSize, 1 << RowShift));
        }

        // All offsets in turn at each pixel, for neighbours share a box: a count that was just written would have to be waited for.
        ref int table = ref MemoryMarshal.GetArrayDataReference(_table);
        foreach ((int x, int y) in _pixels.Items)
        {
            ref int column = ref columns[x * BoxCounting.Offsets];
            ref int row = ref rows[y * BoxCounting.Offsets];
            for (int offset = 0; offset < BoxCounting.Offsets; offset++)
            {
                Unsafe.Add(ref table, Unsafe.Add(ref row, offset) + Unsafe.Add(ref column, offset))++;
            }
        }

        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            _counts[offset] = TakeBoxes(offset * TableSize, _numbers.AsSpan(offset * _room, _room), _masses.AsSpan(offset * _room, _room));
        }
    }

    /// <summary>Goes on to boxes of a side so many times as large.</summary>
    public void Coarsen(int factor)
    {
        // Numbers of boxes are so small that the quotient comes out exact.
        int reciprocal = (1 << 16) / factor + 1;
        _across = (_across.First / factor, (_across.End + factor - 2) / factor + 1);
        _down = (_down.First / factor, (_down.End + factor - 2) / factor + 1);
        Span<int> table = _table.AsSpan(0, TableSize);
        for (int offset = 0; offset < BoxCounting.Offsets; offset++)
        {
            // Moved back by q quarters of a large box is moved back by f * q quarters of a small one, whole ones of which renumber the lines.
            (int across, int quartersAcross) = int.DivRem(factor * AcrossOf(offset), Quarters);
            (int down, int quartersDown) = int.DivRem(factor * DownOf(offset), Quarters);
            int fine = OffsetOf(quartersAcross, quartersDown);
            ReadOnlySpan<int> masses = this[fine];
            ReadOnlySpan<int> numbers = _numbers.AsSpan(fine * _room, masses.Length);
            for (int i = 0; i < masses.Length; i++)
            {
                int column = ((numbers[i] & ((1 << RowShift) - 1)) + across) * reciprocal >> 16;
                int row = ((numbers[i] >> RowShift) + down) * reciprocal >> 16;
                table[row << RowShift | column] += masses[i];
            }

            _nextCounts[offset] = TakeBoxes(0, _nextNumbers.AsSpan(offset * _room, _room), _nextMasses.AsSpan(offset * _room, _room));
        }

        (_numbers, _nextNumbers) = (_nextNumbers, _numbers);
        (_masses, _nextMasses) = (_nextMasses, _masses);
        (_counts, _nextCounts) = (_nextCounts, _counts);
    }

    public void Dispose()
    {
        ClearTables.Return(_table);
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<int>.Shared.Return(_numbers);
        ArrayPool<int>.Shared.Return(_nextNumbers);
        ArrayPool<int>.Shared.Return(_masses);
        ArrayPool<int>.Shared.Return(_nextMasses);
    }

    /// <summary>How many quarters of a box a grid is moved back along the rows.</summary>
    private static int AcrossOf(int offset) => offset & 3;

    /// <summary>The same along the columns: as odd or as even as along the rows.</summary>
    private static int DownOf(int offset) => 2 * (offset >> 2) + (offset & 1);

    private static int OffsetOf(int across, int down) => 4 * (down >> 1) + across;

    /// <summary>
    /// Writes at every eighth place of a list the number of the box that a place of an axis lies in, times a factor and from a first number
    /// on; returns which boxes there are. A pixel whose centre lies on a line belongs to the box further out, and one on a line
    /// through the middle to the heavier side, so that mirror images are divided alike.
    /// </summary>
    private (int First, int End) Number(Span<int> places, int divisions, int quarters, bool isHeavierBeyond, int first, int factor)
    {
        int length = (places.Length + BoxCounting.Offsets - 1) / BoxCounting.Offsets;
        // Pixels' centres and lines lie on whole numbers of such parts of a pixel, and a double's quotient of whole numbers rounds down exactly.
        double scale = Quarters * divisions;
        int start = 0;
        int firstBox = 0;
        int box = 0;
        for (; start < length; box++)
        {
            // How far the line behind the box is from the middle, and the first pixel whose centre lies beyond it.
            int line = _pixels.Extent * (Quarters * (box + 1) - quarters - Quarters * divisions / 2);
            bool takesItsPixels = line > 0 || (line == 0 && isHeavierBeyond);
            int end = Math.Clamp((int)((line + scale / 2 * (length - 1) + scale - (takesItsPixels ? 1 : 0)) / scale), start, length);
            firstBox = end == 0 ? box + 1 : firstBox;
            for (; start < end; start++)
            {
                places[start * BoxCounting.Offsets] = first + box * factor;
            }
        }

        return (firstBox, box);
    }

    private static (int First, int End) Union((int First, int End) one, (int First, int End) other)
        => (Math.Min(one.First, other.First), Math.Max(one.End, other.End));

    /// <summary>Moves what is in the table from a place on to lists, which clears the table; returns the number of boxes.</summary>
    private int TakeBoxes(int first, Span<int> numbers, Span<int> masses)
    {
        int count = 0;
        for (int row = _down.First; row < _down.End; row++)
        {
            for (int column = _across.First; column < _across.End; column += Vector256<int>.Count)
            {
                int number = row << RowShift | column;
                Span<int> table = _table.AsSpan(first + number, Vector256<int>.Count);
                Vector256<int> here = Vector256.Create<int>(table);
                uint full = ~Vector256.Equals(here, Vector256<int>.Zero).ExtractMostSignificantBits() & 0xff;
                if (Avx2.IsSupported)
                {
                    // Whether there are any is not asked: no branch predictor foresees it.
                    Vector256<int> places = Vector256.Create<int>(FullPlaces.AsSpan((int)full * Vector256<int>.Count, Vector256<int>.Count));
                    (places + Vector256.Create(number)).CopyTo(numbers[count..]);
                    Avx2.PermuteVar8x32(here, places).CopyTo(masses[count..]);
                    count += BitOperations.PopCount(full);
                }
                else
                {
                    for (; full != 0; full &= full - 1)
                    {
                        int i = BitOperations.TrailingZeroCount(full);
                        (numbers[count], masses[count]) = (number + i, table[i]);
                        count++;
                    }
                }

                table.Clear();
            }
        }

        return count;
    }

    private static int[] CreateFullPlaces()
    {
        int[] places = new int[256 * Vector256<int>.Count];
        for (int bits = 0; bits < 256; bits++)
        {
            int at = bits * Vector256<int>.Count;
            for (int rest = bits; rest != 0; rest &= rest - 1)
            {
                places[at++] = BitOperations.TrailingZeroCount(rest);
            }
        }

        return places;
    }
}
