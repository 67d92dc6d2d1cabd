using System.Diagnostics;
using BitMiracle.LibTiff.Classic;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Decoding;

/// <summary>Files made by hand to do harm, where chance would seldom find the way. What each costs is measured in RetSam.Fuzz.Tests.</summary>
public sealed class HostileStructureTests
{
    private static readonly TestPicture Picture = TestPicture.Quadrants();

    private static readonly byte[] Strips = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Rgb, Compression = Compression.LZW }.Build();

    private static readonly byte[] Tiles = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Rgb, Compression = Compression.ADOBE_DEFLATE, Tile = 16 }.Build();

    [Fact]
    public void A_TIFF_whose_next_directory_is_itself_is_read_once()
    {
        byte[] tiff = [.. Strips];
        int directory = BitConverter.ToInt32(tiff, 4);
        BitConverter.GetBytes(directory).CopyTo(tiff, directory + 2 + 12 * BitConverter.ToInt16(tiff, directory));
        using FundusImage image = Decoded.From(tiff);
        Picture.AssertShownBy(image);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0xFFFF_FFFFu)]
    public void A_TIFF_whose_first_directory_lies_nowhere_is_refused(uint offset)
    {
        byte[] tiff = [.. Strips];
        BitConverter.GetBytes(offset).CopyTo(tiff, 4);
        Decoded.ReasonWhyNot(tiff);
    }

    [Theory]
    [InlineData(273, 0xFFFF_FFF0u)]
    [InlineData(279, 0xFFFF_FFF0u)]
    public void A_TIFF_whose_strips_lie_beyond_the_file_is_refused(int tag, uint value)
    {
        byte[] tiff = [.. Strips];
        int at = TiffPatch.OffsetOf(tiff, tag);
        BitConverter.GetBytes(value).AsSpan(0, TiffPatch.SizeOf(tiff, tag)).CopyTo(tiff.AsSpan(at));
        Assert.Contains("file", Decoded.ReasonWhyNot(tiff), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(273)]
    [InlineData(279)]
    public void A_TIFF_without_strips_or_with_too_few_is_refused(int tag)
    {
        int directory = BitConverter.ToInt32(Strips, 4);
        int entry = Enumerable.Range(0, BitConverter.ToInt16(Strips, directory)).Select(i => directory + 2 + 12 * i).First(e => BitConverter.ToUInt16(Strips, e) == tag);
        foreach (int count in new[] { 1, 2, int.MaxValue })
        {
            byte[] tiff = [.. Strips];
            BitConverter.GetBytes(count).CopyTo(tiff, entry + 4);
            Decoded.ReasonWhyNot(tiff);
        }
    }

    [Theory]
    [InlineData(277, 65535u)]
    [InlineData(277, 0u)]
    [InlineData(258, 0u)]
    [InlineData(258, 33u)]
    [InlineData(259, 2u)]
    [InlineData(259, 6u)]
    [InlineData(259, 34661u)]
    [InlineData(256, 0u)]
    [InlineData(257, 0xFFFF_FFFFu)]
    [InlineData(322, 0u)]
    [InlineData(323, 0xFFFF_FFFFu)]
    public void A_TIFF_of_absurd_numbers_is_refused(int tag, uint value) => Decoded.ReasonWhyNot(TiffPatch.Set(Tiles, tag, value));

    [Fact]
    public void The_number_of_strips_and_tiles_is_limited()
    {
        Decoded.From(Tiles, new FundusImageDecodeOptions { MaxStrips = 9 }).Dispose();
        Assert.Contains("MaxStrips", Decoded.ReasonWhyNot(Tiles, new FundusImageDecodeOptions { MaxStrips = 8 }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_scans_is_limited()
    {
        byte[] jpeg = EmbeddedPictures.ProgressiveJpeg;
        int scans = JpegFrame.CountScans(jpeg);
        Assert.InRange(scans, 2, 20);
        Decoded.From(jpeg, new FundusImageDecodeOptions { MaxScans = scans }).Dispose();
        Assert.Contains("MaxScans", Decoded.ReasonWhyNot(jpeg, new FundusImageDecodeOptions { MaxScans = scans - 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_headers_tell_progressive_from_baseline()
    {
        Assert.Equal(new JpegFrame(true, 3), JpegFrame.Find(EmbeddedPictures.ProgressiveJpeg));
        Assert.Equal(new JpegFrame(false, 4), JpegFrame.Find(EmbeddedPictures.CmykJpeg));
        Assert.Null(JpegFrame.Find([0xFF, 0xD8, 0xFF, 0xDA, 0, 2]));
    }

    [Fact]
    public void Memory_is_limited_by_what_the_format_takes()
    {
        const int Pixels = 48 * 40;
        (byte[] File, int BytesPerPixel)[] files =
        [
            (SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg), 3),
            (EmbeddedPictures.ProgressiveJpeg, 9),
            (SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png), 7),
            (PngBuilder.Build(48, 40, 8, 0, [.. Picture.Channel(0).Select(v => (int)v)], interlaced: true), 15),
            (SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp), 11),
            (EmbeddedPictures.InterlacedGif, 11),
            (BmpBuilder.Build(Picture, topDown: false), 7),
            (Strips, 6),
        ];
        Assert.All(files, f =>
        {
            Decoded.From(f.File, new FundusImageDecodeOptions { MaxDecodeBytes = Pixels * f.BytesPerPixel }).Dispose();
            Assert.Contains(
                "MaxDecodeBytes", Decoded.ReasonWhyNot(f.File, new FundusImageDecodeOptions { MaxDecodeBytes = Pixels * f.BytesPerPixel - 1 }), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Time_is_limited_and_a_cancelled_caller_is_not_told_that_it_was()
    {
        var none = new FundusImageDecodeOptions { MaxDecodeTime = TimeSpan.Zero };
        byte[][] files = [SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg), SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png), Strips, Tiles, Picture.ToPpm()];
        Assert.All(files, f => Assert.Contains("MaxDecodeTime", Decoded.ReasonWhyNot(f, none), StringComparison.Ordinal));
        Assert.All(files[2..], f => Assert.Throws<FundusImageException>(() => Decoded.Mask(f, new MaskReader { Limits = none })));
        Assert.All(files, f => Decoded.From(f, none with { MaxDecodeTime = Timeout.InfiniteTimeSpan }).Dispose());

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.All(files, f => Assert.ThrowsAny<OperationCanceledException>(() => SkiaFundusImageCodec.Shared.Decode(new MemoryStream(f), none, cancelled.Token)));
    }

    [Fact]
    public void LZW_data_that_end_early_never_show_what_another_picture_left_in_memory()
    {
        // Found by fuzzing: the library fills a part of a row and says that it filled it. Which damage does so depends on the
        // library: some of all bytes of the file, set to these values, do.
        byte[] tiff = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Channel(0), Samples = 1, Photometric = Photometric.MINISWHITE, Compression = Compression.LZW }.Build();
        for (int at = 8; at < tiff.Length; at++)
        {
            foreach (byte value in new byte[] { 0x80, 0x40, 0x01 })
            {
                byte[] damaged = [.. tiff];
                damaged[at] = value;
                byte[]? first = LabelsOver(0x11, damaged);
                byte[]? second = LabelsOver(0xEE, damaged);
                Assert.True(first is null == second is null && first.AsSpan().SequenceEqual(second), $"byte {at} set to {value}: what was in the buffers is in the labels");
            }
        }
    }

    /// <summary>Labels, read with every small buffer of this thread's pool filled with a pattern before; <see langword="null"/> where they are refused.</summary>
    private static byte[]? LabelsOver(byte pattern, byte[] tiff)
    {
        for (int size = 16; size <= 8192; size *= 2)
        {
            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
            Array.Fill(buffer, pattern);
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }

        try
        {
            using LabelMap map = Decoded.Labels(tiff);
            return map.Labels.ToArray();
        }
        catch (FundusImageException)
        {
            return null;
        }
    }

    [Fact]
    public void A_wrong_check_sum_in_any_chunk_that_carries_pixels_is_refused()
    {
        byte[] png = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png);
        foreach (string chunk in new[] { "IHDR", "IDAT" })
        {
            byte[] damaged = [.. png];
            int at = damaged.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(chunk));
            damaged[at + 4 + BitConverter.ToInt32([damaged[at - 1], damaged[at - 2], damaged[at - 3], damaged[at - 4]])] ^= 1;
            Decoded.ReasonWhyNot(damaged);
        }
    }

    [Fact]
    public void A_JPEG_cut_off_at_every_64th_byte_is_refused_until_its_last_row_is_there()
    {
        byte[] jpeg = SkiaEncoder.Encode(TestPicture.Noise(160, 160), SKEncodedImageFormat.Jpeg);
        for (int length = 0; length < jpeg.Length - 64; length += 64)
        {
            Decoded.ReasonWhyNot(jpeg[..length]);
        }
    }

    [Theory]
    [InlineData(0, 48)]
    [InlineData(40, 0)]
    [InlineData(39, 49)]
    [InlineData(4000, 48)]
    [InlineData(65535, 65535)]
    public void A_JPEG_whose_frame_header_lies_about_its_size_ends_in_a_picture_of_that_size_or_a_refusal(int height, int width)
    {
        byte[] jpeg = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        try
        {
            using FundusImage image = Decoded.From(jpeg);
            Assert.Equal((width, height), (image.Width, image.Height));
        }
        catch (FundusImageException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Fact]
    public void The_sample_photograph_with_damage_anywhere_ends_in_a_picture_or_one_line()
    {
        byte[] photograph = File.ReadAllBytes(Path.Combine(RepositoryRoot(), "samples", "images", "retina.jpg"));
        var random = new Random(1);
        for (int round = 0; round < 12; round++)
        {
            byte[] damaged = [.. photograph];
            for (int flips = 1 << round % 6; flips > 0; flips--)
            {
                damaged[round % 2 == 0 ? random.Next(damaged.Length) : random.Next(2000)] = (byte)random.Next(256);
            }

            long start = Stopwatch.GetTimestamp();
            try
            {
                Decoded.From(damaged).Dispose();
            }
            catch (FundusImageException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }

            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
        }
    }

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RetSam.Sdk.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder;
    }
}
