using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Encodes test pictures with what Skia can write.</summary>
internal static class SkiaEncoder
{
    public static byte[] Encode(TestPicture picture, SKEncodedImageFormat format, int quality = 95)
    {
        using SKBitmap bitmap = ToBitmap(picture);
        using SKPixmap pixmap = bitmap.PeekPixels()!;
        if (format == SKEncodedImageFormat.Jpeg)
        {
            // Full chroma, so that the tolerance can stay small.
            using SKData jpeg = pixmap.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore))!;
            return jpeg.ToArray();
        }

        using SKData data = pixmap.Encode(format, quality)!;
        return data.ToArray();
    }

    /// <summary>The same JPEG with an EXIF orientation: an APP1 segment right after the start of image.</summary>
    public static byte[] WithExifOrientation(byte[] jpeg, int orientation, bool bigEndian)
    {
        byte[] tiff = bigEndian
            ? [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]
            : [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        int length = body.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. body, .. jpeg[2..]];
    }

    private static SKBitmap ToBitmap(TestPicture picture)
    {
        var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            picture.Rgb.AsSpan(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[4 * i + 3] = 255;
        }

        return bitmap;
    }
}
