using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RetSam.Biomarkers.Graph;

/// <summary>A mask read between pixels: 1 at set pixels' centres, 0 at clear ones', bilinear between, so that its edge lies where the field is 0.5.</summary>
internal readonly ref struct MaskField
{
    /// <summary>The side of the square of pixels that one word holds.</summary>
    private const int TileSide = 8;

    /// <summary>
    /// 1, u, v and u v's factors for each of the sixteen squares of four pixels, bits 0 to 3 being the upper left, the upper right, the
    /// lower left and the lower right one.
    /// </summary>
    private static ReadOnlySpan<double> Bilinear =>
    [
        0, 0, 0, 0,
        1, -1, -1, 1,
        0, 1, 0, -1,
        1, 0, -1, 0,
        0, 0, 1, -1,
        1, -1, 0, 0,
        0, 1, 1, -2,
        1, 0, 0, -1,
        0, 0, 0, 1,
        1, -1, -1, 2,
        0, 1, 0, 0,
        1, 0, -1, 1,
        0, 0, 1, 0,
        1, -1, 0, 1,
        0, 1, 1, -1,
        1, 0, 0, 0,
    ];

    private readonly ReadOnlySpan<ulong> _words;
    private readonly int _wordsPerRow;
    private readonly int _width;
    private readonly int _height;

    public MaskField(BinaryMask mask)
    {
        _words = mask.Words;
        _wordsPerRow = mask.WordsPerRow;
        _width = mask.Width;
        _height = mask.Height;
    }

    /// <summary>Whether a point lies on a pixel of the frame.</summary>
    public bool Covers(double x, double y) => x >= -0.5 && y >= -0.5 && x <= _width - 0.5 && y <= _height - 0.5;

    /// <summary>Reads values at evenly spaced points of a line.</summary>
    /// <param name="from">The first point.</param>
    /// <param name="step">The way from each point to the next.</param>
    /// <param name="values">Where to write.</param>
    /// <returns>How many were read: the line is followed until it leaves the frame.</returns>
    public int Read(PointD from, PointD step, scoped Span<double> values)
    {
        double endX = from.X + (values.Length - 1) * step.X;
        double endY = from.Y + (values.Length - 1) * step.Y;
        double left = Math.Floor(Math.Min(from.X, endX));
        double top = Math.Floor(Math.Min(from.Y, endY));
        bool fits = Math.Abs(endX - from.X) < TileSide - 2 && Math.Abs(endY - from.Y) < TileSide - 2
            && left >= 0 && top >= 0 && left <= _width - TileSide && top <= _height - TileSide;
        return fits ? ReadTile(Tile((int)left, (int)top), new PointD(from.X - left, from.Y - top), step, values) : ReadEach(from, step, values);
    }

    /// <summary>The field's value; pixels of the border are continued outwards, so that the frame's edge is not a vessel's wall.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double x, double y)
    {
        int left = (int)Math.Floor(x);
        int top = (int)Math.Floor(y);
        uint upper;
        uint lower;
        if ((uint)left < (uint)(_width - 1) && (uint)top < (uint)(_height - 1))
        {
            int at = top * _wordsPerRow + (left >> 6);
            upper = PairAt(at, left & 63);
            lower = PairAt(at + _wordsPerRow, left & 63);
        }
        else
        {
            upper = PairAtBorder(left, top);
            lower = PairAtBorder(left, top + 1);
        }

        return Interpolate(upper | lower << 2, x - left, y - top);
    }

    /// <summary>Between four pixels, of which each is a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Interpolate(uint pixels, double u, double v)
    {
        // Looked up rather than computed from the bits: which pixels are set is what no branch predictor foresees.
        ref double c = ref Unsafe.Add(ref MemoryMarshal.GetReference(Bilinear), (pixels & 15) * 4);
        return c + Unsafe.Add(ref c, 1) * u + (Unsafe.Add(ref c, 2) + Unsafe.Add(ref c, 3) * u) * v;
    }

    /// <summary>Reads values off a square of pixels in which all points lie, with a pixel to spare to the right and below.</summary>
    private static int ReadTile(ulong tile, PointD from, PointD step, scoped Span<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> steps = Vector256.CreateSequence((double)i, 1);
            Vector256<double> x = Vector256.Create(from.X) + steps * step.X;
            Vector256<double> y = Vector256.Create(from.Y) + steps * step.Y;
            Vector256<double> left = Vector256.Floor(x);
            Vector256<double> top = Vector256.Floor(y);
            Interpolate(ShiftedBy(tile, top * TileSide + left), x - left, y - top).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            double x = from.X + i * step.X;
            double y = from.Y + i * step.Y;
            int left = (int)x;
            int top = (int)y;
            ulong pixels = tile >> (TileSide * top + left);
            values[i] = Interpolate((uint)(pixels & 3 | pixels >> (TileSide - 2) & 12), x - left, y - top);
        }

        return values.Length;
    }

    /// <summary>A square of pixels moved so that each of four pixels, whole numbers, is the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> ShiftedBy(ulong tile, Vector256<double> pixel)
    {
        // A whole number under 2^52 stands in the lowest bits of its sum with 2^52.
        Vector256<ulong> bits = (pixel + Vector256.Create((double)(1L << 52))).AsUInt64() & Vector256.Create(63UL);
        return Avx2.IsSupported
            ? Avx2.ShiftRightLogicalVariable(Vector256.Create(tile), bits)
            : Vector256.Create(tile >> (int)bits[0], tile >> (int)bits[1], tile >> (int)bits[2], tile >> (int)bits[3]);
    }

    /// <summary>The same sums as those that are looked up, their factors worked out from the bits of a square of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Interpolate(Vector256<ulong> tile, Vector256<double> u, Vector256<double> v)
    {
        Vector256<double> upperLeft = OneWhere(tile, 1);
        Vector256<double> upperRight = OneWhere(tile, 1 << 1);
        Vector256<double> lowerLeft = OneWhere(tile, 1 << TileSide);
        Vector256<double> lowerRight = OneWhere(tile, 1 << (TileSide + 1));
        Vector256<double> across = upperRight - upperLeft;
        return upperLeft + across * u + (lowerLeft - upperLeft + (lowerRight - lowerLeft - across) * u) * v;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OneWhere(Vector256<ulong> tile, ulong bit)
        => Vector256.Equals(tile & Vector256.Create(bit), Vector256.Create(bit)).AsDouble() & Vector256<double>.One;

    private int ReadEach(PointD from, PointD step, scoped Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double x = from.X + i * step.X;
            double y = from.Y + i * step.Y;
            if (!Covers(x, y))
            {
                return i;
            }

            values[i] = At(x, y);
        }

        return values.Length;
    }

    /// <summary>A square of pixels of the frame, row by row from the lowest bit on.</summary>
    private ulong Tile(int left, int top)
    {
        int at = top * _wordsPerRow + (left >> 6);
        int bit = left & 63;
        ulong tile = 0;
        for (int row = 0; row < TileSide; row++, at += _wordsPerRow)
        {
            ulong pixels = _words[at] >> bit;
            if (bit > 64 - TileSide)
            {
                pixels |= _words[at + 1] << (64 - bit);
            }

            tile |= (pixels & 0xff) << (TileSide * row);
        }

        return tile;
    }

    /// <summary>A pixel (bit 0) and the one right of it (bit 1), both in the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint PairAt(int word, int bit)
        => bit < 63 ? (uint)(_words[word] >> bit) & 3 : (uint)(_words[word] >> 63) | (uint)(_words[word + 1] & 1) << 1;

    private uint PairAtBorder(int left, int y)
    {
        int row = Math.Clamp(y, 0, _height - 1) * _wordsPerRow;
        return Bit(row, Math.Clamp(left, 0, _width - 1)) | Bit(row, Math.Clamp(left + 1, 0, _width - 1)) << 1;
    }

    private uint Bit(int row, int column) => (uint)(_words[row + (column >> 6)] >> (column & 63) & 1);
}
