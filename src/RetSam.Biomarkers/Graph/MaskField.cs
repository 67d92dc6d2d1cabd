using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Graph;

/// <summary>A mask read between pixels: 1 at set pixels' centres, 0 at clear ones', bilinear between, so that its edge lies where the field is 0.5.</summary>
internal readonly ref struct MaskField : IVesselField
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

    /// <inheritdoc/>
    public bool Covers(double x, double y) => x >= -0.5 && y >= -0.5 && x <= _width - 0.5 && y <= _height - 0.5;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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
        for (int i = 0; i < values.Length; i++)
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
