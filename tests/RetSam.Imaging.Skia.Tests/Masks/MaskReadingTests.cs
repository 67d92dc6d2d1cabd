using System.Text;
using BitMiracle.LibTiff.Classic;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Masks;

public sealed class MaskReadingTests
{
    private const int Side = 40;

    /// <summary>A mask whose left half is 0 and whose right half is something.</summary>
    private static int[] Halves(int value) => [.. Enumerable.Range(0, Side * Side).Select(i => i % Side < Side / 2 ? 0 : value)];

    private static byte[] Gray(int value, int depth = 8, bool interlaced = false) => PngBuilder.Build(Side, Side, depth, 0, Halves(value), interlaced);

    private static void AssertRightHalf(byte[] file, MaskReader? reader = null)
    {
        using BinaryMask mask = Decoded.Mask(file, reader);
        Assert.Equal(Side * Side / 2, mask.CountPixels());
        Assert.True(mask[Side / 2, 0]);
        Assert.False(mask[Side / 2 - 1, Side - 1]);
    }

    [Theory]
    [InlineData(255, 8)]
    [InlineData(128, 8)]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(15, 4)]
    [InlineData(8, 4)]
    [InlineData(65535, 16)]
    [InlineData(32768, 16)]
    [InlineData(1, 16)]
    public void White_half_white_and_zero_one_masks_are_read(int value, int depth)
    {
        AssertRightHalf(Gray(value, depth));
        AssertRightHalf(Gray(value, depth, interlaced: true));
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(127, 8)]
    [InlineData(7, 4)]
    [InlineData(1000, 16)]
    public void A_mask_too_dark_for_the_threshold_is_refused_rather_than_read_as_empty(int value, int depth)
    {
        FundusImageException e = Assert.Throws<FundusImageException>(() => Decoded.Mask(Gray(value, depth)).Dispose());
        Assert.Contains(value.ToString(System.Globalization.CultureInfo.InvariantCulture), e.Message, StringComparison.Ordinal);
        Assert.Contains("Threshold", e.Message, StringComparison.Ordinal);
        AssertRightHalf(Gray(value, depth), new MaskReader { Threshold = 1 });
    }

    [Fact]
    public void A_black_file_is_an_empty_mask()
    {
        using BinaryMask mask = Decoded.Mask(Gray(0));
        Assert.True(mask.IsEmpty());
    }

    [Fact]
    public void Pixels_between_the_rules_do_not_mix()
    {
        // One bright pixel makes this a 0..255 mask: the ones beside it are then nearly black, not set.
        int[] samples = Halves(1);
        samples[0] = 255;
        using BinaryMask mask = Decoded.Mask(PngBuilder.Build(Side, Side, 8, 0, samples));
        Assert.Equal(1, mask.CountPixels());
    }

    [Theory]
    [InlineData(255, 0, 0)]
    [InlineData(0, 0, 255)]
    [InlineData(0, 200, 10)]
    public void A_coloured_mask_counts_by_its_brightest_channel(int red, int green, int blue)
    {
        int[] rgb = [.. Halves(1).SelectMany(v => new[] { v * red, v * green, v * blue })];
        AssertRightHalf(PngBuilder.Build(Side, Side, 8, 2, rgb));
        AssertRightHalf(PngBuilder.Build(Side, Side, 8, 3, Halves(7), palette: [0, 0, 0, .. new byte[18], (byte)red, (byte)green, (byte)blue]));
        AssertRightHalf(BmpBuilder.Build(new TestPicture(Side, Side, [.. rgb.Select(v => (byte)v)]), topDown: false));
    }

    [Fact]
    public void A_zero_one_mask_saved_in_colour_is_read()
        => AssertRightHalf(PngBuilder.Build(Side, Side, 8, 2, [.. Halves(1).SelectMany(v => new[] { v, v, v })]));

    [Fact]
    public void What_is_drawn_on_a_transparent_layer_counts()
        => AssertRightHalf(PngBuilder.Build(Side, Side, 8, 6, [.. Halves(1).SelectMany(v => new[] { 255, 255, 255, 255 * v })]));

    [Fact]
    public void A_JPEG_mask_is_read_by_its_threshold()
    {
        var picture = new TestPicture(Side, Side, [.. Enumerable.Range(0, Side * Side).SelectMany(i => Enumerable.Repeat((byte)(i % Side < 24 ? 0 : 255), 3))]);
        using BinaryMask mask = Decoded.Mask(SkiaEncoder.Encode(picture, SKEncodedImageFormat.Jpeg));
        Assert.Equal(Side * 16, mask.CountPixels());
    }

    [Theory]
    [InlineData(Photometric.MINISBLACK, 1)]
    [InlineData(Photometric.MINISWHITE, 1)]
    [InlineData(Photometric.MINISBLACK, 8)]
    [InlineData(Photometric.MINISWHITE, 8)]
    public void TIFF_masks_are_read_whichever_end_is_white(Photometric photometric, int bits)
    {
        bool inverted = photometric == Photometric.MINISWHITE;
        byte[] row = bits == 8
            ? [.. Enumerable.Range(0, Side).Select(x => (byte)((x >= Side / 2) != inverted ? 255 : 0))]
            : inverted ? [0xFF, 0xFF, 0xF0, 0, 0] : [0, 0, 0x0F, 0xFF, 0xFF];
        byte[] file = new TiffBuilder
        {
            Width = Side, Height = Side, Rows = [.. Enumerable.Repeat(row, Side).SelectMany(r => r)], Bits = bits, Samples = 1, Photometric = photometric, Compression = Compression.LZW,
        }.Build();
        AssertRightHalf(file);
    }

    [Fact]
    public void PGM_masks_of_0_and_1_are_read()
        => AssertRightHalf(Encoding.ASCII.GetBytes($"P2 {Side} {Side} 255 " + string.Join(' ', Halves(1))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Labels_are_gray_values_as_stored_at_any_depth(int depth)
    {
        int[] samples = [.. Enumerable.Range(0, Side * Side).Select(i => i * 31 % (1 << depth))];
        foreach (bool interlaced in new[] { false, true })
        {
            using LabelMap map = Decoded.Labels(PngBuilder.Build(Side, Side, depth, 0, samples, interlaced));
            Assert.Equal(samples.Select(v => (byte)v), map.Labels.ToArray());
        }
    }

    [Fact]
    public void Labels_of_artery_vein_both_and_unknown_are_read_from_every_way_to_store_them()
    {
        int[] values = [0, 1, 2, 3, 255];
        int[] samples = [.. Enumerable.Range(0, Side * Side).Select(i => values[i % 5])];
        byte[] bytes = [.. samples.Select(v => (byte)v)];
        byte[] palette = new byte[768];
        new Random(1).NextBytes(palette);
        byte[][] files =
        [
            PngBuilder.Build(Side, Side, 8, 0, samples),
            PngBuilder.Build(Side, Side, 16, 0, samples),
            PngBuilder.Build(Side, Side, 8, 3, samples, palette: palette),
            PngBuilder.Build(Side, Side, 8, 4, [.. samples.SelectMany(v => new[] { v, 255 })]),
            PngBuilder.Build(Side, Side, 8, 2, [.. samples.SelectMany(v => new[] { v, v, v })]),
            [.. Encoding.ASCII.GetBytes($"P5 {Side} {Side} 255\n"), .. bytes],
            new TiffBuilder { Width = Side, Height = Side, Rows = bytes, Samples = 1, Photometric = Photometric.MINISBLACK }.Build(),
            new TiffBuilder { Width = Side, Height = Side, Rows = bytes, Samples = 1, Tile = 16, Photometric = Photometric.PALETTE, Palette = new (byte, byte, byte)[256] }.Build(),
        ];
        foreach (byte[] file in files)
        {
            using LabelMap map = Decoded.Labels(file);
            Assert.Equal(bytes, map.Labels.ToArray());
        }
    }

    [Fact]
    public void Coloured_lossy_and_too_large_labels_are_refused()
    {
        int[] colour = [.. Halves(1).SelectMany(v => new[] { v, 0, 0 })];
        Assert.Contains("colour", Assert.Throws<FundusImageException>(() => Decoded.Labels(PngBuilder.Build(Side, Side, 8, 2, colour))).Message, StringComparison.Ordinal);
        Assert.Contains("JPEG", Assert.Throws<FundusImageException>(() => Decoded.Labels(EmbeddedPictures.ProgressiveJpeg)).Message, StringComparison.Ordinal);
        Assert.Contains("256", Assert.Throws<FundusImageException>(() => Decoded.Labels(PngBuilder.Build(Side, Side, 16, 0, Halves(256)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_check_sum_is_damage()
    {
        byte[] file = Gray(255);
        file[^20] ^= 1;
        Assert.Throws<FundusImageException>(() => Decoded.Mask(file));
    }

    [Fact]
    public void TIFF_labels_are_turned_upright_as_the_photograph_is()
    {
        byte[] bytes = [.. Enumerable.Range(0, 48 * 40).Select(i => (byte)(i * 7 % 251))];
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            byte[] file = new TiffBuilder
            {
                Width = 48, Height = 40, Rows = bytes, Samples = 1, Photometric = Photometric.MINISBLACK, Orientation = orientation, Tile = orientation % 2 * 16,
            }.Build();
            using LabelMap map = Decoded.Labels(file);
            using FundusImage image = Decoded.From(file);
            Assert.Equal((image.Width, image.Height), (map.Width, map.Height));
            for (int i = 0; i < map.Labels.Length; i++)
            {
                Assert.Equal(image.Pixels[3 * i], map.Labels[i]);
            }
        }
    }
}
