namespace RetSam;

/// <summary>Turns one row of any <see cref="PixelFormat"/> into packed RGB.</summary>
internal static class PixelConversion
{
    public static int BytesPerPixel(PixelFormat format) => format switch
    {
        PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3,
        PixelFormat.Rgba32 or PixelFormat.Bgra32 => 4,
        PixelFormat.Gray8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a known pixel format."),
    };

    public static void ToRgb24(ReadOnlySpan<byte> source, PixelFormat format, Span<byte> destination)
    {
        switch (format)
        {
            case PixelFormat.Rgb24:
                source.CopyTo(destination);
                break;
            case PixelFormat.Bgr24:
                for (int i = 0; i < destination.Length; i += 3)
                {
                    destination[i] = source[i + 2];
                    destination[i + 1] = source[i + 1];
                    destination[i + 2] = source[i];
                }

                break;
            case PixelFormat.Rgba32:
                OverBlack(source, destination, red: 0, blue: 2);
                break;
            case PixelFormat.Bgra32:
                OverBlack(source, destination, red: 2, blue: 0);
                break;
            case PixelFormat.Gray8:
                for (int i = 0, o = 0; i < source.Length; i++, o += 3)
                {
                    destination[o] = destination[o + 1] = destination[o + 2] = source[i];
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a known pixel format.");
        }
    }

    private static void OverBlack(ReadOnlySpan<byte> source, Span<byte> destination, int red, int blue)
    {
        for (int i = 0, o = 0; o < destination.Length; i += 4, o += 3)
        {
            int alpha = source[i + 3];
            destination[o] = Scale(source[i + red], alpha);
            destination[o + 1] = Scale(source[i + 1], alpha);
            destination[o + 2] = Scale(source[i + blue], alpha);
        }

        static byte Scale(int value, int alpha) => (byte)((value * alpha + 127) / 255);
    }
}
