using SkiaSharp;

namespace RetSam.Sdk.Tests;

/// <summary>Photographs as files.</summary>
internal static class EncodedPhotograph
{
    private const int Quality = 90;

    public static byte[] Of(FundusImage image, SKEncodedImageFormat format) => Of(image, pixels => pixels.Encode(format, Quality));

    /// <summary>A WebP that is decoded as a whole, in native memory.</summary>
    public static byte[] LosslessWebP(FundusImage image) => Of(image, pixels => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0)));

    private static byte[] Of(FundusImage image, Func<SKPixmap, SKData?> encode)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            image.Pixels.Slice(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[4 * i + 3] = 255;
        }

        using SKPixmap pixmap = bitmap.PeekPixels()!;
        using SKData file = encode(pixmap)!;
        return file.ToArray();
    }
}
