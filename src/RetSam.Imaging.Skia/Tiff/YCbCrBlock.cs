namespace RetSam.Imaging.Skia;

/// <summary>
/// YCbCr as TIFF 6.0 stores it (section 21): units of h x v luma samples, row by row, and one Cb and one Cr for all of them.
/// Colours are by ITU-R BT.601 with the full range of 0..255, TIFF's default.
/// </summary>
internal static class YCbCrBlock
{
    /// <summary>The bytes of a strip or tile.</summary>
    public static long SizeOf(int width, int height, int horizontal, int vertical)
        => (long)((width + horizontal - 1) / horizontal) * ((height + vertical - 1) / vertical) * (horizontal * vertical + 2);

    /// <summary>Turns one row of a block into packed RGB.</summary>
    public static void RowToRgb(ReadOnlySpan<byte> block, int width, int row, int horizontal, int vertical, Span<byte> rgb)
    {
        int unit = horizontal * vertical + 2;
        int units = (width + horizontal - 1) / horizontal;
        ReadOnlySpan<byte> line = block.Slice(row / vertical * units * unit, units * unit);
        int luma = row % vertical * horizontal;
        for (int x = 0; x < rgb.Length / 3; x++)
        {
            ReadOnlySpan<byte> samples = line.Slice(x / horizontal * unit, unit);
            ToRgb(samples[luma + x % horizontal], samples[unit - 2], samples[unit - 1], rgb.Slice(3 * x, 3));
        }
    }

    /// <summary>One pixel, in fixed point with 16 binary places: the same bits on every processor.</summary>
    public static void ToRgb(int y, int cb, int cr, Span<byte> rgb)
    {
        const int Half = 1 << 15;
        int luma = (y << 16) + Half;
        cb -= 128;
        cr -= 128;
        rgb[0] = (byte)Math.Clamp((luma + 91881 * cr) >> 16, 0, 255);
        rgb[1] = (byte)Math.Clamp((luma - 22554 * cb - 46802 * cr) >> 16, 0, 255);
        rgb[2] = (byte)Math.Clamp((luma + 116130 * cb) >> 16, 0, 255);
    }
}
