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
        double u = x - floorX;
        double v = y - floorY;
        int row0 = Math.Clamp(top, 0, _height - 1) * _wordsPerRow;
        int row1 = Math.Clamp(top + 1, 0, _height - 1) * _wordsPerRow;
        int column0 = Math.Clamp(left, 0, _width - 1);
        int column1 = Math.Clamp(left + 1, 0, _width - 1);
        double upper = Bit(row0, column0) * (1 - u) + Bit(row0, column1) * u;
        double lower = Bit(row1, column0) * (1 - u) + Bit(row1, column1) * u;
        return upper * (1 - v) + lower * v;
    }

    private int Bit(int row, int column) => (int)(_words[row + (column >> 6)] >> (column & 63) & 1);
}
