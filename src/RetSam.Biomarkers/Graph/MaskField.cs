using System.Runtime.CompilerServices;

namespace RetSam.Biomarkers.Graph;

/// <summary>A mask read between pixels: 1 at set pixels' centres, 0 at clear ones', bilinear between, so that its edge lies where the field is 0.5.</summary>
internal readonly ref struct MaskField
{
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

        // Most reads lie wholly inside or outside.
        return (upper | lower) == 0 ? 0 : (upper & lower) == 3 ? 1 : Between(upper, lower, x - left, y - top);
    }

    private static double Between(uint upper, uint lower, double u, double v)
        => ((upper & 1) * (1 - u) + (upper >> 1) * u) * (1 - v) + ((lower & 1) * (1 - u) + (lower >> 1) * u) * v;

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
