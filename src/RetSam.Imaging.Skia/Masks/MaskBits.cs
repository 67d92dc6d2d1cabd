namespace RetSam.Imaging.Skia;

/// <summary>Collects a mask under two rules at once, since which one holds is known only after the last pixel.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
/// <param name="white">The brightness of white.</param>
/// <param name="threshold">The smallest brightness that sets a pixel, when white is 255.</param>
internal sealed class MaskBits(int width, int height, int white, byte threshold) : IDisposable
{
    private readonly BinaryMask _bright = new(width, height);
    private readonly BinaryMask _notBlack = new(width, height);
    private readonly int _brightFrom = FirstBright(white, threshold);
    private int _brightest;

    /// <summary>Adds a row of brightnesses, 0..white.</summary>
    public void AddRow(int y, ReadOnlySpan<ushort> levels)
    {
        Span<ulong> bright = _bright.GetRow(y);
        Span<ulong> notBlack = _notBlack.GetRow(y);
        int brightest = _brightest;
        for (int x = 0; x < levels.Length; x++)
        {
            int level = levels[x];
            brightest = Math.Max(brightest, level);
            bright[x >> 6] |= (level >= _brightFrom ? 1UL : 0) << (x & 63);
            notBlack[x >> 6] |= (level != 0 ? 1UL : 0) << (x & 63);
        }

        _brightest = brightest;
    }

    /// <summary>The mask by the rule that fits what was seen; the caller's to dispose.</summary>
    /// <param name="largestSmallValue">Up to this value for the brightest pixel, every pixel that is not black is set.</param>
    /// <exception cref="FundusImageException">Something is drawn, but nothing bright enough.</exception>
    public BinaryMask Finish(int largestSmallValue)
    {
        if (_brightest <= largestSmallValue)
        {
            return _notBlack.Clone();
        }

        return _brightest >= _brightFrom
            ? _bright.Clone()
            : throw new FundusImageException(
                $"The mask's brightest value is {_brightest} of {white}, and no pixel reaches the threshold of {threshold} of 255: draw it in white, or lower MaskReader.Threshold.");
    }

    public void Dispose()
    {
        _bright.Dispose();
        _notBlack.Dispose();
    }

    private static int FirstBright(int white, byte threshold)
    {
        int level = 0;
        while (level < white && SampleDepth.ToByte(level, white) < threshold)
        {
            level++;
        }

        return Math.Max(1, level);
    }
}
