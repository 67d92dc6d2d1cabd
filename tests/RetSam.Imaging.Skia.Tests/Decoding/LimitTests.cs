using System.Diagnostics;
using System.Text;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class LimitTests
{
    private static readonly TestPicture Picture = TestPicture.Quadrants();

    /// <summary>A JPEG's start up to its frame header, and nothing after: enough to say a size.</summary>
    private static byte[] JpegHeader(int width, int height)
    {
        byte[] jpeg = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6]) = ((byte)(height >> 8), (byte)height);
        (jpeg[frame + 7], jpeg[frame + 8]) = ((byte)(width >> 8), (byte)width);
        return jpeg;
    }

    private static byte[] TiffHeader(int width, int height)
    {
        byte[] tiff = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Rgb }.Build();
        return TiffPatch.Set(TiffPatch.Set(tiff, 256, (uint)width), 257, (uint)height);
    }

    public static TheoryData<string> Formats => ["png", "png palette", "jpeg", "tiff", "bmp", "ppm", "pgm text", "gif"];

    private static byte[] Huge(string format) => format switch
    {
        "png" => PngBuilder.HeaderOnly(30000, 30000),
        "png palette" => PngBuilder.HeaderOnly(30000, 30000, 1, 3),
        "jpeg" => JpegHeader(30000, 30000),
        "tiff" => TiffHeader(30000, 30000),
        "bmp" => BmpBuilder.HeaderOnly(30000, 30000),
        "ppm" => Encoding.ASCII.GetBytes("P6 30000 30000 255\nabc"),
        "gif" => [.. EmbeddedPictures.InterlacedGif[..6], 0x30, 0x75, 0x30, 0x75, .. EmbeddedPictures.InterlacedGif[10..]],
        _ => Encoding.ASCII.GetBytes("P2 30000 30000 255\n1 2 3"),
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_header_of_30000x30000_pixels_is_refused_at_once_and_without_memory(string format)
    {
        byte[] file = Huge(format);
        Decoded.ReasonWhyNot(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long resident = Environment.WorkingSet;
        long start = Stopwatch.GetTimestamp();
        string reason = Decoded.ReasonWhyNot(file);
        Assert.Contains("30000x30000", reason, StringComparison.Ordinal);
        Assert.Contains("MaxPixels", reason, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.InRange(Environment.WorkingSet - resident, long.MinValue, 100_000_000);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_holds_for_masks_and_labels(string format)
    {
        byte[] file = Huge(format);
        Assert.Throws<FundusImageException>(() => Decoded.Mask(file));
        Assert.Throws<FundusImageException>(() => Decoded.Labels(file));
    }

    [Theory]
    [InlineData(30000, 30000)]
    [InlineData(65535, 65535)]
    [InlineData(2_000_000_000, 2_000_000_000)]
    public void With_the_pixel_limit_lifted_nothing_overflows(int width, int height)
    {
        var options = new FundusImageDecodeOptions { MaxPixels = long.MaxValue };
        Decoded.ReasonWhyNot(TiffHeader(width, height), options);
        Decoded.ReasonWhyNot(PngBuilder.HeaderOnly(width, height), options);
        Decoded.ReasonWhyNot(Encoding.ASCII.GetBytes($"P5 {Math.Min(width, 99_999_999)} {Math.Min(height, 99_999_999)} 255\n"), options);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 100)]
    [InlineData(100, 31)]
    public void A_side_below_the_smallest_is_refused(int width, int height)
    {
        TestPicture small = TestPicture.Noise(width, height);
        foreach (byte[] file in new[]
        {
            SkiaEncoder.Encode(small, SKEncodedImageFormat.Png), SkiaEncoder.Encode(small, SKEncodedImageFormat.Jpeg), small.ToPpm(),
            new TiffBuilder { Width = width, Height = height, Rows = small.Rgb }.Build(),
        })
        {
            Assert.Contains("MinSide", Decoded.ReasonWhyNot(file), StringComparison.Ordinal);
            using FundusImage image = Decoded.From(file, new FundusImageDecodeOptions { MinSide = 1 });
            Assert.Equal((width, height), (image.Width, image.Height));
        }
    }

    [Fact]
    public void The_pixel_limit_holds_to_the_pixel()
    {
        byte[] file = Picture.ToPpm();
        Decoded.From(file, new FundusImageDecodeOptions { MaxPixels = 48 * 40 }).Dispose();
        Decoded.ReasonWhyNot(file, new FundusImageDecodeOptions { MaxPixels = 48 * 40 - 1 });
    }

    [Fact]
    public void The_byte_limit_holds_to_the_byte_and_before_reading_when_the_length_is_known()
    {
        byte[] file = Picture.ToPpm();
        Decoded.From(file, new FundusImageDecodeOptions { MaxEncodedBytes = file.Length }).Dispose();
        Assert.Contains("MaxEncodedBytes", Decoded.ReasonWhyNot(file, new FundusImageDecodeOptions { MaxEncodedBytes = file.Length - 1 }), StringComparison.Ordinal);
        using var stream = new MemoryStream(file);
        Assert.Throws<FundusImageException>(
            () => SkiaFundusImageCodec.Shared.Decode(stream, new FundusImageDecodeOptions { MaxEncodedBytes = file.Length - 1 }, TestContext.Current.CancellationToken));
        Assert.Equal(0, stream.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(70_000)]
    [InlineData(131_072)]
    public void A_stream_without_a_length_is_left_one_byte_after_the_limit(int limit)
    {
        byte[] file = TestPicture.Noise(400, 400).ToPpm();
        using var stream = new Decoded.Trickle(file, atATime: int.MaxValue);
        FundusImageException e = Assert.Throws<FundusImageException>(
            () => SkiaFundusImageCodec.Shared.Decode(stream, new FundusImageDecodeOptions { MaxEncodedBytes = limit }, TestContext.Current.CancellationToken));
        Assert.Contains("MaxEncodedBytes", e.Message, StringComparison.Ordinal);
        Assert.Equal(limit + 1, stream.Taken);
    }

    [Fact]
    public void A_stream_of_unknown_format_is_left_after_its_first_bytes()
    {
        using var stream = new Decoded.Trickle(new byte[10_000_000], atATime: 4096);
        Assert.Throws<FundusImageException>(() => SkiaFundusImageCodec.Shared.Decode(stream, null, TestContext.Current.CancellationToken));
        Assert.InRange(stream.Taken, 1, 4096);
    }
}
