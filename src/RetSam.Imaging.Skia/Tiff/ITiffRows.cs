namespace RetSam.Imaging.Skia;

/// <summary>Takes parts of rows as the library decompresses them: packed samples, of one plane or of all.</summary>
internal interface ITiffRows
{
    /// <param name="plane">The plane, when planes are stored apart; else 0.</param>
    /// <param name="x">The first pixel's column.</param>
    /// <param name="y">The row.</param>
    /// <param name="count">The number of pixels.</param>
    /// <param name="packed">Their samples.</param>
    void Write(int plane, int x, int y, int count, ReadOnlySpan<byte> packed);
}
