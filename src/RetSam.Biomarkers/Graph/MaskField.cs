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
    public double At(double x, double y)
    {
        double floorX = Math.Floor(x);
        double floorY = Math.Floor(y);
        int left = (int)floorX;
        int top = (int)floorY;
        uint upper;
        uint lower;
        if ((uint)left < (uint)(_width - 1) && (uint)top < (uint)(_height - 1))
        {
            int at = top * _wordsPerRow + (left >> 6);
            upper = PairAt(at, left & 63);
            lower = PairAt(at + _wordsPerRow, left & 63);
            if (upper == lower && (upper is 0 or 3))
            {
                return upper & 1;
            }
        }
        else
        {
            int row0 = Math.Clamp(top, 0, _height - 1) * _wordsPerRow;
            int row1 = Math.Clamp(top + 1, 0, _height - 1) * _wordsPerRow;
            int column0 = Math.Clamp(left, 0, _width - 1);
            int column1 = Math.Clamp(left + 1, 0, _width - 1);
            upper = Bit(row0, column0) | Bit(row0, column1) << 1;
            lower = Bit(row1, column0) | Bit(row1, column1) << 1;
        }

        double u = x - floorX;
        double v = y - floorY;
        return Between(upper, u) * (1 - v) + Between(lower, u) * v;
    }

    /// <summary>From the left pixel's value (bit 0) to the right one's (bit 1).</summary>
    private static double Between(uint pair, double u) => (pair & 1) * (1 - u) + (pair >> 1) * u;

    /// <summary>A pixel and the one right of it, which is in the frame.</summary>
    private uint PairAt(int word, int bit)
        => bit < 63 ? (uint)(_words[word] >> bit) & 3 : (uint)(_words[word] >> 63) | (uint)(_words[word + 1] & 1) << 1;

    private uint Bit(int row, int column) => (uint)(_words[row + (column >> 6)] >> (column & 63) & 1);
}
