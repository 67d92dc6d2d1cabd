using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Masks;

public sealed class ArteryVeinReadingTests
{
    private const int Side = 40;
    private static readonly byte[] Labels = [.. Enumerable.Range(0, Side * Side).Select(i => new byte[] { 0, 1, 2, 3, 255 }[i % 5])];

    private static LabelMap Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return MaskReader.Default.ReadArteryVein(stream, TestContext.Current.CancellationToken);
    }

    private static byte[] Colour(byte label) => label switch
    {
        0 => [0, 0, 0],
        1 => [255, 0, 0],
        2 => [0, 0, 255],
        3 => [0, 255, 0],
        _ => [255, 255, 255],
    };

    [Fact]
    public void Numbers_and_colours_give_the_same_labels()
    {
        int[] numbers = [.. Labels.Select(v => (int)v)];
        int[] colours = [.. Labels.SelectMany(v => Colour(v).Select(c => (int)c))];

        // A palette in an order of its own: blue, white, black, green, red.
        byte[] order = [2, 255, 0, 3, 1];
        byte[] palette = [.. order.SelectMany(Colour)];
        int[] indices = [.. Labels.Select(v => Array.IndexOf(order, v))];
        byte[][] files =
        [
            PngBuilder.Build(Side, Side, 8, 0, numbers),
            PngBuilder.Build(Side, Side, 8, 2, colours),
            PngBuilder.Build(Side, Side, 4, 3, indices, palette: palette),
            PngBuilder.Build(Side, Side, 8, 3, numbers, palette: [.. Enumerable.Range(0, 768).Select(i => (byte)(i % 251))]),
        ];
        foreach (byte[] file in files)
        {
            using LabelMap map = Read(file);
            Assert.Equal(Labels, map.Labels.ToArray());
        }
    }

    [Fact]
    public void What_the_writer_paints_in_the_overlays_colours_is_read_back()
    {
        byte[] labels = [.. Labels.Select(v => v == 255 ? (byte)0 : v)];
        using LabelMap map = LabelMap.FromLabels(labels, Side, Side);
        using var stream = new MemoryStream();
        MaskWriter.WriteIndexedPng(map, stream, [default, OverlayColours.Of(RetinaClass.Artery), OverlayColours.Of(RetinaClass.Vein), OverlayColours.Crossing]);
        using LabelMap back = Read(stream.ToArray());
        Assert.Equal(labels, back.Labels.ToArray());
    }

    [Fact]
    public void Other_numbers_and_other_colours_are_refused()
    {
        int[] numbers = [.. Labels.Select(v => v == 3 ? 7 : (int)v)];
        Assert.Contains("label 7", Assert.Throws<FundusImageException>(() => Read(PngBuilder.Build(Side, Side, 8, 0, numbers))).Message, StringComparison.Ordinal);
        int[] yellow = [.. Labels.SelectMany(v => (v == 3 ? new byte[] { 255, 255, 0 } : Colour(v)).Select(c => (int)c))];
        Assert.Contains("colour", Assert.Throws<FundusImageException>(() => Read(PngBuilder.Build(Side, Side, 8, 2, yellow))).Message, StringComparison.Ordinal);
        Assert.Contains("JPEG", Assert.Throws<FundusImageException>(() => Read(EmbeddedPictures.ProgressiveJpeg)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_map_is_all_background()
    {
        using LabelMap map = Read(PngBuilder.Build(Side, Side, 8, 0, new int[Side * Side]));
        Assert.Equal(-1, map.Labels.IndexOfAnyExcept((byte)0));
    }
}
