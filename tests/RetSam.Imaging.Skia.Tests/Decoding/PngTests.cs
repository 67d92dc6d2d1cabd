using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class PngTests
{
    private const int Width = 37;
    private const int Height = 41;

    private static int[] Ramp(int channels, int maxValue) => [.. Enumerable.Range(0, Width * Height * channels).Select(i => (int)(i * 7919L % (maxValue + 1)))];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(8, true)]
    [InlineData(8, false)]
    public void Gray_of_few_bits_spans_black_to_white(int depth, bool interlaced)
    {
        int max = (1 << depth) - 1;
        int[] samples = Ramp(1, max);
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, depth, 0, samples, interlaced));
        byte[] rgb = [.. samples.SelectMany(v => Enumerable.Repeat((byte)(v * 255 / max), 3))];
        new TestPicture(Width, Height, rgb).AssertShownBy(image);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RGB_of_16_bits_keeps_its_high_byte(bool interlaced)
    {
        byte[] rgb = TestPicture.Noise(Width, Height).Rgb;
        int[] samples = [.. rgb.Select(v => v * 257)];
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, 16, 2, samples, interlaced));
        new TestPicture(Width, Height, rgb).AssertShownBy(image);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    public void A_palette_gives_its_colours(int depth, bool interlaced)
    {
        int[] samples = Ramp(1, (1 << depth) - 1);
        var palette = new byte[3 << depth];
        new Random(3).NextBytes(palette);
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, depth, 3, samples, interlaced, palette));
        new TestPicture(Width, Height, [.. samples.SelectMany(v => palette[(3 * v)..(3 * v + 3)])]).AssertShownBy(image);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Alpha_is_laid_over_black(int depth)
    {
        byte[] rgba = new byte[Width * Height * 4];
        new Random(5).NextBytes(rgba);
        int[] samples = [.. rgba.Select(v => depth == 16 ? v * 257 : v)];
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, depth, 6, samples));
        byte[] expected = [.. rgba.Chunk(4).SelectMany(p => p[..3].Select(v => (byte)Math.Round(v * p[3] / 255.0)))];
        new TestPicture(Width, Height, expected).AssertShownBy(image);
    }

    [Fact]
    public void Gray_with_alpha_is_laid_over_black()
    {
        int[] samples = Ramp(2, 255);
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, 8, 4, samples));
        byte[] expected = [.. samples.Chunk(2).SelectMany(p => Enumerable.Repeat((byte)Math.Round(p[0] * p[1] / 255.0), 3))];
        new TestPicture(Width, Height, expected).AssertShownBy(image);
    }

    [Fact]
    public void A_transparent_palette_entry_is_black()
    {
        int[] samples = Ramp(1, 1);
        using FundusImage image = Decoded.From(PngBuilder.Build(Width, Height, 8, 3, samples, palette: [9, 8, 7, 200, 100, 50], transparency: [255, 0]));
        new TestPicture(Width, Height, [.. samples.SelectMany(v => v == 0 ? new byte[] { 9, 8, 7 } : [0, 0, 0])]).AssertShownBy(image);
    }
}
