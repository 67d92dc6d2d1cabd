namespace RetSam.Biomarkers.Kernels;

/// <summary>Reads single pixels of a mask quickly; the outside of the frame is clear.</summary>
internal readonly ref struct MaskReader(BinaryMask mask)
{
    private readonly ReadOnlySpan<ulong> _words = mask.Words;
    private readonly int _width = mask.Width;
    private readonly int _height = mask.Height;
    private readonly int _wordsPerRow = mask.WordsPerRow;

    public bool IsSet(int x, int y)
        => (uint)x < (uint)_width && (uint)y < (uint)_height && (_words[y * _wordsPerRow + (x >> 6)] >> (x & 63) & 1) != 0;
}
