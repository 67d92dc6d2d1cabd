using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Fuzz.Tests;

/// <summary>
/// Small files that would grow, each decoded under the default limits in a process of its own: less than 300 MB of memory and a second
/// of processor time, native code included.
/// </summary>
public sealed class BombTests : IDisposable
{
    private const long MostBytes = 300_000_000;
    private const double MostSeconds = 1;

    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-bomb-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Cost(byte[] file, bool asMask = false)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("peak memory and processor time are read from Linux");
        }

        string path = Path.Combine(_folder, "bomb");
        File.WriteAllBytes(path, file);
        string[] arguments = [typeof(FuzzTargets).Assembly.Location, "cost", path, .. asMask ? new[] { "--mask" } : []];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string[] said = process.StandardOutput.ReadToEnd().Trim().Split('\t');
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        TestContext.Current.SendDiagnosticMessage($"{file.Length} bytes: {string.Join(' ', said)}");
        Assert.InRange(long.Parse(said[1], CultureInfo.InvariantCulture), 0, MostBytes);
        Assert.InRange(double.Parse(said[0], CultureInfo.InvariantCulture), 0, MostSeconds);
        return said[2];
    }

    /// <summary>A PNG of zeros. Depth and colour type say how many bytes of them.</summary>
    private static byte[] Zeros(int width, int height, int depth, int colourType, bool interlaced = false, bool endless = false)
    {
        byte[] png = PngBuilder.HeaderOnly(width, height, depth, colourType);
        int samples = colourType switch { 2 => 3, 6 => 4, _ => 1 };
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            long bytes = ((long)width * samples * depth / 8 + 1) * height * (endless ? 50 : 1) + (interlaced ? 4L * height : 0);
            byte[] zeros = new byte[1 << 16];
            for (; bytes > 0; bytes -= zeros.Length)
            {
                deflate.Write(zeros, 0, (int)Math.Min(bytes, zeros.Length));
            }
        }

        List<(string Type, byte[] Data)> chunks = PngMutator.Split(png);
        chunks[0].Data[12] = (byte)(interlaced ? 1 : 0);
        chunks[^1] = ("IDAT", packed.ToArray());
        chunks.Add(("IEND", []));
        return PngMutator.Join(png, chunks, breakSum: false);
    }

    [Fact]
    public void A_PNG_of_64_megapixels_in_few_bytes_is_refused() => Assert.Contains("MaxPixelsPerByte", Cost(Zeros(8000, 8000, 8, 2)), StringComparison.Ordinal);

    [Theory]
    [InlineData(8, 2, false)]
    [InlineData(16, 6, true)]
    [InlineData(1, 0, false)]
    public void A_PNG_just_small_enough_is_read_within_the_bounds(int depth, int colourType, bool interlaced)
        => Assert.StartsWith("read", Cost(Zeros(4000, 4000, depth, colourType, interlaced)), StringComparison.Ordinal);

    [Fact]
    public void A_PNG_whose_data_go_on_long_after_its_last_row_is_read_within_the_bounds()
        => Assert.StartsWith("read", Cost(Zeros(1000, 1000, 8, 2, endless: true)), StringComparison.Ordinal);

    [Fact]
    public void An_empty_mask_of_64_megapixels_is_read_within_the_bounds()
        => Assert.Equal("read: 8000x8000", Cost(Zeros(8000, 8000, 1, 0), asMask: true));

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iCCP")]
    public void Text_and_profiles_that_would_grow_to_a_gigabyte_are_read_past(string type)
    {
        byte[] png = SkiaEncoder.Encode(TestPicture.Quadrants(), SKEncodedImageFormat.Png);
        List<(string Type, byte[] Data)> chunks = PngMutator.Split(png);
        byte[] head = type == "iTXt" ? [.. "key\0\x01\0\0\0"u8] : [.. "key\0\0"u8];
        chunks.Insert(1, (type, [.. head, .. Deflated(1L << 30)]));
        Assert.NotEmpty(Cost(PngMutator.Join(png, chunks, breakSum: false)));
    }

    [Fact]
    public void A_JPEG_of_thousands_of_scans_is_refused()
    {
        byte[] jpeg = EmbeddedPictures.ProgressiveJpeg;
        int scan = jpeg.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] last = jpeg[scan..^2];
        Assert.Contains("MaxScans", Cost([.. jpeg[..^2], .. Enumerable.Repeat(last, 5000).SelectMany(s => s), 0xFF, 0xD9]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_that_says_it_is_far_larger_than_its_data_is_refused_within_the_bounds()
    {
        byte[] jpeg = [.. EmbeddedPictures.ProgressiveJpeg];
        int frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (0x0F, 0xA0, 0x0F, 0xA0);
        Assert.NotEmpty(Cost(jpeg));
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(8000)]
    public void A_lossless_WebP_of_one_colour_is_read_or_refused_within_the_bounds(int side)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKPixmap pixmap = bitmap.PeekPixels()!;
        using SKData data = pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0))!;
        Assert.StartsWith(side == 4000 ? "read" : "The file would grow", Cost(data.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_GIF_of_many_frames_costs_what_its_first_frame_costs()
    {
        byte[] gif = EmbeddedPictures.InterlacedGif;
        int frames = 10 + 3 * (1 << (gif[10] & 7) + 1) + 3;
        byte[] frame = gif[frames..^1];
        Assert.StartsWith("read", Cost([.. gif[..frames], .. Enumerable.Repeat(frame, 20_000).SelectMany(f => f), 0x3B]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_of_samples_is_refused_before_its_pixels()
        => Assert.Contains("truncated", Cost(Encoding.ASCII.GetBytes("P3 8000 8000 255 " + new string('1', 100_000))), StringComparison.Ordinal);

    private static byte[] Deflated(long zeros)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            byte[] block = new byte[1 << 20];
            for (; zeros > 0; zeros -= block.Length)
            {
                deflate.Write(block);
            }
        }

        return packed.ToArray();
    }
}
