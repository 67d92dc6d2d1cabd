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

    /// <summary>Which of four points lie on a pixel of the frame.</summary>
    public Vector256<double> Covers(in FourPoints points)
        => Vector256.GreaterThanOrEqual(points.X, Vector256.Create(-0.5)) & Vector256.LessThanOrEqual(points.X, Vector256.Create(_width - 0.5))
            & Vector256.GreaterThanOrEqual(points.Y, Vector256.Create(-0.5)) & Vector256.LessThanOrEqual(points.Y, Vector256.Create(_height - 0.5));

    /// <summary>How far it is from four points of the frame to its border.</summary>
    /// <param name="from">The points.</param>
    /// <param name="direction">Unit vectors.</param>
    public Vector256<double> ToBorder(in FourPoints from, in FourPoints direction)
        => Vector256.MinNative(ToBorder(from.X, direction.X, _width), ToBorder(from.Y, direction.Y, _height));

    /// <summary>Four squares of pixels, each row by row from the lowest bit on; pixels of the border are continued outwards.</summary>
    /// <param name="corners">The first pixels, whole numbers.</param>
    public Vector256<ulong> TilesAt(in FourPoints corners) => Vector256.Create(
        TileAt(corners.X[0], corners.Y[0]), TileAt(corners.X[1], corners.Y[1]), TileAt(corners.X[2], corners.Y[2]), TileAt(corners.X[3], corners.Y[3]));

    /// <summary>The field's values, each read off a square of pixels, with a pixel to spare to the right and below.</summary>
    /// <param name="tiles">The squares.</param>
    /// <param name="at">Where in them, counted from the first pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Interpolate(Vector256<ulong> tiles, in FourPoints at)
    {
        // The same sums as those that are looked up, their factors worked out from the bits.
        Vector256<double> left = Vector256.Floor(at.X);
        Vector256<double> top = Vector256.Floor(at.Y);
        Vector256<double> u = at.X - left;
        Vector256<double> v = at.Y - top;
        tiles = ShiftedBy(tiles, top * TileSide + left);
        Vector256<double> upperLeft = OneWhere(tiles, 1);
        Vector256<double> upperRight = OneWhere(tiles, 1 << 1);
        Vector256<double> lowerLeft = OneWhere(tiles, 1 << TileSide);
        Vector256<double> lowerRight = OneWhere(tiles, 1 << (TileSide + 1));
        Vector256<double> across = upperRight - upperLeft;
        return upperLeft + across * u + (lowerLeft - upperLeft + (lowerRight - lowerLeft - across) * u) * v;
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

    /// <summary>Squares of pixels moved so that each of four pixels, whole numbers, is the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> ShiftedBy(Vector256<ulong> tiles, Vector256<double> pixel)
    {
        // A whole number under 2^52 stands in the lowest bits of its sum with 2^52.
        Vector256<ulong> bits = (pixel + Vector256.Create((double)(1L << 52))).AsUInt64() & Vector256.Create(63UL);
        return Avx2.IsSupported
            ? Avx2.ShiftRightLogicalVariable(tiles, bits)
            : Vector256.Create(tiles[0] >> (int)bits[0], tiles[1] >> (int)bits[1], tiles[2] >> (int)bits[2], tiles[3] >> (int)bits[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OneWhere(Vector256<ulong> tile, ulong bit)
        => Vector256.Equals(tile & Vector256.Create(bit), Vector256.Create(bit)).AsDouble() & Vector256<double>.One;

    private static Vector256<double> ToBorder(Vector256<double> from, Vector256<double> along, int size)
    {
        Vector256<double> border = Vector256.ConditionalSelect(
            Vector256.GreaterThan(along, Vector256<double>.Zero), Vector256.Create(size - 0.5), Vector256.Create(-0.5));
        return Vector256.ConditionalSelect(
            Vector256.Equals(along, Vector256<double>.Zero), Vector256.Create(double.PositiveInfinity), (border - from) / along);
    }

    private ulong TileAt(double x, double y)
    {
        int left = (int)x;
        int top = (int)y;
        if (left < 0 || top < 0 || left >= _width - TileSide || top > _height - TileSide || !BitConverter.IsLittleEndian)
        {
            return TileAtBorder(left, top);
        }

        // Eight bits lie in two bytes, of which the second is the frame's too: two bytes from there are one read, without a branch.
        int bit = left & 7;
        int stride = _wordsPerRow * sizeof(ulong);
        ref byte row = ref Unsafe.Add(ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(_words)), top * stride + (left >> 3));
        return Row(ref row, 0, stride, bit) | Row(ref row, 1, stride, bit) | Row(ref row, 2, stride, bit) | Row(ref row, 3, stride, bit)
            | Row(ref row, 4, stride, bit) | Row(ref row, 5, stride, bit) | Row(ref row, 6, stride, bit) | Row(ref row, 7, stride, bit);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ulong Row(ref byte first, int row, int stride, int bit)
            => (ulong)(byte)((uint)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, row * stride)) >> bit) << (TileSide * row);
    }

    private ulong TileAtBorder(int left, int top)
    {
        ulong tile = 0;
        for (int i = 0; i < TileSide * TileSide; i++)
        {
            int row = Math.Clamp(top + i / TileSide, 0, _height - 1) * _wordsPerRow;
            tile |= (ulong)Bit(row, Math.Clamp(left + i % TileSide, 0, _width - 1)) << i;
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
