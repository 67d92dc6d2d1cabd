using System.Diagnostics;
using System.Text;
using BitMiracle.LibTiff.Classic;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Decoding;

/// <summary>Whatever a file holds, the codec ends in a picture or in a <see cref="FundusImageException"/> of one line, soon and within bounds.</summary>
public sealed class DamagedFileTests
{
    private static readonly TestPicture Picture = TestPicture.Quadrants();

    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["png"] = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png),
        ["png interlaced palette"] = PngBuilder.Build(48, 40, 8, 3, [.. Picture.Channel(0).Select(v => (int)v)], interlaced: true, palette: new byte[768]),
        ["png gray"] = PngBuilder.Build(48, 40, 8, 0, [.. Picture.Channel(0).Select(v => (int)v)]),
        ["jpeg"] = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg),
        ["jpeg progressive"] = EmbeddedPictures.ProgressiveJpeg,
        ["jpeg cmyk"] = EmbeddedPictures.CmykJpeg,
        ["webp"] = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp),
        ["webp lossless"] = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp, quality: 100),
        ["gif"] = EmbeddedPictures.InterlacedGif,
        ["bmp"] = BmpBuilder.Build(Picture, topDown: false),
        ["ppm"] = Picture.ToPpm(),
        ["ppm text"] = Encoding.ASCII.GetBytes("P3 48 40 255 " + string.Join(' ', Picture.Rgb)),
        ["tiff"] = Tiff(Compression.NONE),
        ["tiff lzw"] = Tiff(Compression.LZW),
        ["tiff deflate tiles"] = Tiff(Compression.ADOBE_DEFLATE, tile: 16),
        ["tiff packbits apart"] = Tiff(Compression.PACKBITS, separate: true),
        ["tiff jpeg"] = Tiff(Compression.JPEG),
        ["tiff jpeg tiles"] = Tiff(Compression.JPEG, tile: 16),
        ["tiff ycbcr"] = YCbCrTiffBuilder.Build(Picture, 2, 2, 8, bigEndian: false),
    };

    // More with RETSAM_FUZZ_ROUNDS, for a night's search.
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("RETSAM_FUZZ_ROUNDS"), out int rounds) ? rounds : 80;

    public static TheoryData<string> Names => [.. Files.Keys];

    private static byte[] Tiff(Compression compression, int tile = 0, bool separate = false) => new TiffBuilder
    {
        Width = 48, Height = 40, Rows = Picture.Rgb, Compression = compression, Tile = tile, IsSeparate = separate,
        Photometric = compression == Compression.JPEG ? Photometric.YCBCR : Photometric.RGB,
    }.Build();

    /// <summary>Decodes as a photograph, a mask and labels; each may fail in the one way that is allowed.</summary>
    private static bool TryEverything(byte[] file)
    {
        bool decoded = Try(() => Decoded.From(file).Dispose());
        Try(() => Decoded.Mask(file).Dispose());
        Try(() => Decoded.Labels(file).Dispose());
        return decoded;

        static bool Try(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (FundusImageException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.NotEmpty(e.Message);
                return false;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_cut_off_anywhere_is_refused_unless_only_its_tail_is_missing(string name)
    {
        byte[] file = Files[name];
        Assert.True(TryEverything(file), "the whole file decodes");
        var survived = new List<int>();
        int step = Math.Max(1, file.Length / 150);
        for (int length = 0; length < file.Length; length += length < 64 ? 1 : step)
        {
            if (TryEverything(file[..length]))
            {
                survived.Add(length);
            }
        }

        // What may be missing is what says nothing about pixels: end markers, check sums, and TIFF directories that come last.
        Assert.All(survived, length => Assert.InRange(file.Length - length, 1, 24));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Flipped_bits_end_in_a_picture_or_one_line(string name)
    {
        byte[] file = Files[name];
        var random = new Random(20260211);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = [.. file];
            for (int flips = random.Next(1, 6); flips > 0; flips--)
            {
                // Headers are worth more than pixels.
                int at = random.Next(2) == 0 ? random.Next(Math.Min(file.Length, 200)) : random.Next(file.Length);
                damaged[at] ^= (byte)(1 << random.Next(8));
            }

            long start = Stopwatch.GetTimestamp();
            TryEverything(damaged);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Overwritten_numbers_end_in_a_picture_or_one_line(string name)
    {
        byte[] file = Files[name];
        var random = new Random(42);
        byte[][] values = [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0, 1, 0, 0]];
        long before = GC.GetTotalAllocatedBytes();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = [.. file];
            byte[] value = values[random.Next(values.Length)];
            int at = random.Next(4) == 0 ? random.Next(Math.Max(1, file.Length - 4)) : random.Next(Math.Min(file.Length - 4, 300));
            if (random.Next(3) == 0)
            {
                at = Math.Max(0, file.Length - 4 - random.Next(300));
            }

            value.CopyTo(damaged, at);
            TryEverything(damaged);
        }

        // A picture of 64 megapixels may be claimed and begun, but not many times over for files of a few thousand bytes.
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / Rounds, 0, 20_000_000);
    }

    [Fact]
    public void An_empty_stream_says_so() => Assert.Contains("0 bytes", Decoded.ReasonWhyNot([]), StringComparison.Ordinal);

    [Fact]
    public void Text_is_called_text()
    {
        string reason = Decoded.ReasonWhyNot(Encoding.UTF8.GetBytes("Patient: Grüße, not a picture at all\n"));
        Assert.Contains("text", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Patient", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_formats_that_are_not_read_are_named()
    {
        Assert.Contains("DICOM", Decoded.ReasonWhyNot([.. new byte[128], .. "DICM"u8, 2, 0]), StringComparison.Ordinal);
        Assert.Contains("HEIC", Decoded.ReasonWhyNot([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("JPEG 2000", Decoded.ReasonWhyNot([0, 0, 0, 12, .. "jP  "u8, 13, 10, 0x87, 10]), StringComparison.Ordinal);
        Assert.Contains("PDF", Decoded.ReasonWhyNot([.. "%PDF-1.7"u8]), StringComparison.Ordinal);
        Assert.Contains("Netpbm", Decoded.ReasonWhyNot([.. "P4\n8 8\n12345678"u8]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_JPEG_says_that_it_breaks_off()
    {
        byte[] file = SkiaEncoder.Encode(TestPicture.Noise(200, 200), SKEncodedImageFormat.Jpeg);
        Assert.Contains("truncated", Decoded.ReasonWhyNot(file[..(file.Length / 2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_TIFF_with_absurd_tiles_samples_or_palette_is_refused()
    {
        foreach ((int tag, uint value, string word) in new[] { (322, 1u << 30, "tiles"), (323, 0u, "tiles"), (277, 60000u, "samples"), (258, 1u << 20, "directory"), (259, 34712u, "compression"), (262, 32845u, "colours") })
        {
            byte[] tiff = Tiff(Compression.ADOBE_DEFLATE, tile: 16);
            Assert.Contains(word, Decoded.ReasonWhyNot(TiffPatch.Set(tiff, tag, value)), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_TIFF_whose_tiles_would_cost_a_thousandfold_is_refused()
    {
        byte[] tiff = Tiff(Compression.ADOBE_DEFLATE, tile: 16);
        tiff = TiffPatch.Set(TiffPatch.Set(tiff, 256, 2_000_000), 257, 32);
        Assert.Contains("do not suit", Decoded.ReasonWhyNot(TiffPatch.Set(tiff, 323, 1 << 19)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_TIFF_whose_strips_are_the_same_bytes_over_and_over_is_refused()
    {
        byte[] tiff = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Rgb, RowsPerStrip = 1 }.Build();
        int counts = TiffPatch.OffsetOf(tiff, 279);
        int offsets = TiffPatch.OffsetOf(tiff, 273);
        int size = TiffPatch.SizeOf(tiff, 279);
        for (int i = 0; i < 40; i++)
        {
            BitConverter.GetBytes(8).CopyTo(tiff, offsets + 4 * i);
            BitConverter.GetBytes(tiff.Length - 8).AsSpan(0, size).CopyTo(tiff.AsSpan(counts + size * i));
        }

        Assert.Contains("together", Decoded.ReasonWhyNot(tiff), StringComparison.Ordinal);
    }
}
