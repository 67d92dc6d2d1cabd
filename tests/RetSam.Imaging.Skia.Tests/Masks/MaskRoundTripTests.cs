using CsCheck;
using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Masks;

public sealed class MaskRoundTripTests
{
    private static readonly MaskReader AnySize = new() { Limits = new FundusImageDecodeOptions { MinSide = 1 } };

    public static TheoryData<int> Widths => [1, 7, 8, 9, 63, 64, 65, 200];

    private static BinaryMask Random(int width, int height, int seed)
    {
        var random = new Random(seed);
        var mask = new BinaryMask(width, height);
        for (int i = 0; i < width * height; i++)
        {
            mask[i % width, i / width] = random.Next(2) == 0;
        }

        return mask;
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_mask_comes_back_from_8_bits_and_from_1_bit_and_others_read_it_too(int width)
    {
        foreach (int height in new[] { 1, 3, 40 })
        {
            using BinaryMask mask = Random(width, height, width + height);
            foreach (byte[] file in new[] { Written(s => MaskWriter.WritePng(mask, s)), Written(s => MaskWriter.WriteOneBitPng(mask, s)) })
            {
                using BinaryMask back = Decoded.Mask(file, AnySize);
                Assert.True(mask.ContentEquals(back));

                // Skia's reader, which is not ours, sees black and white.
                using FundusImage image = Decoded.From(file, AnySize.Limits);
                for (int i = 0; i < width * height; i++)
                {
                    Assert.Equal(mask[i % width, i / width] ? 255 : 0, image.Pixels[3 * i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Empty_and_full_masks_come_back(bool full)
    {
        using BinaryMask mask = full ? BinaryMask.Full(65, 33) : new BinaryMask(65, 33);
        using BinaryMask eight = Decoded.Mask(Written(s => MaskWriter.WritePng(mask, s)));
        using BinaryMask one = Decoded.Mask(Written(s => MaskWriter.WriteOneBitPng(mask, s)));
        Assert.True(mask.ContentEquals(eight));
        Assert.True(mask.ContentEquals(one));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Labels_come_back_with_their_colours_for_others_to_see(int width)
    {
        RgbColor[] colours = [.. Enumerable.Range(0, 256).Select(i => new RgbColor((byte)i, (byte)(i * 7), (byte)(255 - i)))];
        var labels = new byte[width * 33];
        new Random(width).NextBytes(labels);
        using LabelMap map = LabelMap.FromLabels(labels, width, 33);
        byte[] file = Written(s => MaskWriter.WriteIndexedPng(map, s, colours));
        using var stream = new MemoryStream(file);
        using LabelMap back = AnySize.ReadLabels(stream, TestContext.Current.CancellationToken);
        Assert.True(back.Labels.SequenceEqual(labels));
        using FundusImage seen = Decoded.From(file, AnySize.Limits);
        for (int i = 0; i < labels.Length; i++)
        {
            Assert.Equal(colours[labels[i]], new RgbColor(seen.Pixels[3 * i], seen.Pixels[3 * i + 1], seen.Pixels[3 * i + 2]));
        }
    }

    [Fact]
    public void Random_masks_of_random_sizes_come_back()
        => Gen.Select(Gen.Int[1, 200], Gen.Int[1, 60], Gen.Int).ForAll(
            (width, height, seed) =>
            {
                using BinaryMask mask = Random(width, height, seed);
                using var stream = new MemoryStream();
                MaskWriter.WriteOneBitPng(mask, stream);
                stream.Position = 0;
                using BinaryMask back = AnySize.ReadMask(stream, CancellationToken.None);
                Assert.True(mask.ContentEquals(back));
            },
            iter: 200);

    [Fact]
    public void A_label_without_a_colour_is_refused()
    {
        using LabelMap map = LabelMap.FromLabels([0, 1, 2, 1], 2, 2);
        ArgumentException e = Assert.Throws<ArgumentException>(() => MaskWriter.WriteIndexedPng(map, Stream.Null, new RgbColor[2]));
        Assert.Contains("label 2", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MaskWriter.WriteIndexedPng(map, Stream.Null, []));
        Assert.Throws<ArgumentException>(() => MaskWriter.WriteIndexedPng(map, Stream.Null, new RgbColor[257]));
    }

    [Fact]
    public void Files_are_written_and_read_by_path()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        try
        {
            using BinaryMask mask = Random(50, 50, 1);
            MaskWriter.WritePng(mask, path);
            using BinaryMask back = MaskReader.Default.ReadMask(path, TestContext.Current.CancellationToken);
            Assert.True(mask.ContentEquals(back));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Writing_allocates_nothing_per_pixel()
    {
        using BinaryMask mask = Random(1500, 1500, 3);
        Assert.InRange(AllocatedBytes.LeastOf(() => MaskWriter.WritePng(mask, Stream.Null)), 0, 10_000);
        Assert.InRange(AllocatedBytes.LeastOf(() => MaskWriter.WriteOneBitPng(mask, Stream.Null)), 0, 10_000);
    }
}
