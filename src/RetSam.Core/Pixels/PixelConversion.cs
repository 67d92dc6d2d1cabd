using System.Runtime.Intrinsics;

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
                SwapRedAndBlue(source, destination);
                break;
            case PixelFormat.Rgba32:
                OverBlack(source, destination, red: 0, blue: 2);
                break;
            case PixelFormat.Bgra32:
                OverBlack(source, destination, red: 2, blue: 0);
                break;
            case PixelFormat.Gray8:
                Triple(source, destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a known pixel format.");
        }
    }

    private static void SwapRedAndBlue(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        // Five pixels of a 16-byte load; the sixteenth byte is written again by the next store.
        Vector128<byte> order = Vector128.Create((byte)2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 15);
        int i = 0;
        for (; Vector128.IsHardwareAccelerated && i + 16 <= destination.Length; i += 15)
        {
            Vector128.Shuffle(Vector128.Create(source.Slice(i, 16)), order).CopyTo(destination[i..]);
        }

        for (; i < destination.Length; i += 3)
        {
            destination[i] = source[i + 2];
            destination[i + 1] = source[i + 1];
            destination[i + 2] = source[i];
        }
    }

    private static void Triple(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Vector128<byte> first = Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5);
        Vector128<byte> second = Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10);
        Vector128<byte> third = Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15);
        int i = 0;
        for (; Vector128.IsHardwareAccelerated && i + 16 <= source.Length; i += 16)
        {
            Vector128<byte> grey = Vector128.Create(source.Slice(i, 16));
            Vector128.Shuffle(grey, first).CopyTo(destination[(3 * i)..]);
            Vector128.Shuffle(grey, second).CopyTo(destination[(3 * i + 16)..]);
            Vector128.Shuffle(grey, third).CopyTo(destination[(3 * i + 32)..]);
        }

        for (; i < source.Length; i++)
        {
            destination[3 * i] = destination[3 * i + 1] = destination[3 * i + 2] = source[i];
        }
    }

    private static void OverBlack(ReadOnlySpan<byte> source, Span<byte> destination, int red, int blue)
    {
        // Four opaque pixels at a time; the last four bytes of each store are written again by what follows.
        byte r = (byte)red;
        byte b = (byte)blue;
        Vector128<byte> order = Vector128.Create(
            r, 1, b, (byte)(r + 4), 5, (byte)(b + 4), (byte)(r + 8), 9, (byte)(b + 8), (byte)(r + 12), 13, (byte)(b + 12), 0, 0, 0, 0);
        Vector128<uint> opaque = Vector128.Create(0xFF000000u);
        int i = 0;
        int o = 0;
        while (o < destination.Length)
        {
            if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian && o + 16 <= destination.Length)
            {
                Vector128<byte> four = Vector128.Create(source.Slice(i, 16));
                if ((four.AsUInt32() & opaque) == opaque)
                {
                    Vector128.Shuffle(four, order).CopyTo(destination[o..]);
                    i += 16;
                    o += 12;
                    continue;
                }
            }

            int alpha = source[i + 3];
            destination[o] = Scale(source[i + red], alpha);
            destination[o + 1] = Scale(source[i + 1], alpha);
            destination[o + 2] = Scale(source[i + blue], alpha);
            i += 4;
            o += 3;
        }

        static byte Scale(int value, int alpha) => (byte)((value * alpha + 127) / 255);
    }
}
