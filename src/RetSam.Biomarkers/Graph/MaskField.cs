using System.Runtime.CompilerServices;

namespace RetSam.Biomarkers.Graph;

/// <summary>A mask read between pixels: 1 at set pixels' centres, 0 at clear ones', bilinear between, so that its edge lies where the field is 0.5.</summary>
internal readonly ref struct MaskField
{
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

        // Looked up rather than computed from the bits: which pixels are set is what no branch predictor foresees.
        ReadOnlySpan<double> c = Bilinear.Slice((int)(upper | lower << 2) * 4, 4);
        double u = x - left;
        double v = y - top;
        return c[0] + c[1] * u + (c[2] + c[3] * u) * v;
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
