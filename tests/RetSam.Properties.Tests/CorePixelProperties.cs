using CsCheck;

namespace RetSam.Properties.Tests;

/// <summary>Raw pixels of every format, stride and row order are read as the plain loop reads them.</summary>
public sealed class CorePixelProperties
{
    [Fact]
    public void Every_format_is_read_pixel_by_pixel() => Gen.Select(
        Gen.Enum<PixelFormat>(), Gen.OneOf(Gen.Int[1, 40], Gen.OneOf(63, 64, 65, 129)), Gen.Int[1, 4], Gen.Int[0, 7], Gen.Enum<RowOrder>(), Gen.Int)
        .ForAll((format, width, height, pad, order, seed) =>
        {
            int size = format switch { PixelFormat.Gray8 => 1, PixelFormat.Rgb24 or PixelFormat.Bgr24 => 3, _ => 4 };
            int stride = width * size + pad;
            byte[] pixels = new byte[(height - 1) * stride + width * size];
            var random = new Random(seed);
            random.NextBytes(pixels);
            if (size == 4)
            {
                // Mostly opaque, so that opaque stretches of every length occur.
                for (int i = 3; i < pixels.Length; i += 4)
                {
                    pixels[i] = random.Next(6) == 0 ? pixels[i] : (byte)255;
                }
            }

            using FundusImage image = FundusImage.FromPixels(pixels, width, height, format, stride, order);

            for (int y = 0; y < height; y++)
            {
                int row = order == RowOrder.TopDown ? y : height - 1 - y;
                for (int x = 0; x < width; x++)
                {
                    Assert.Equal(Read(pixels.AsSpan(row * stride + x * size, size), format), image.GetRow(y).Slice(3 * x, 3).ToArray());
                }
            }
        }, iter: 600);

    private static byte[] Read(ReadOnlySpan<byte> p, PixelFormat format)
    {
        return format switch
        {
            PixelFormat.Rgb24 => [p[0], p[1], p[2]],
            PixelFormat.Bgr24 => [p[2], p[1], p[0]],
            PixelFormat.Rgba32 => [Over(p[0], p[3]), Over(p[1], p[3]), Over(p[2], p[3])],
            PixelFormat.Bgra32 => [Over(p[2], p[3]), Over(p[1], p[3]), Over(p[0], p[3])],
            _ => [p[0], p[0], p[0]],
        };

        static byte Over(byte value, byte alpha) => (byte)Math.Round(value * alpha / 255.0, MidpointRounding.AwayFromZero);
    }
}
