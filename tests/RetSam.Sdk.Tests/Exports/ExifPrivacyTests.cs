using System.Text;
using Microsoft.Extensions.Logging;
using RetSam.Imaging.Skia;
using SkiaSharp;

namespace RetSam.Sdk.Tests.Exports;

/// <summary>
/// What cameras write into files - names, times, serial numbers, in EXIF, XMP and comments - goes nowhere: not into reports, tables,
/// pages, pictures, logs or messages. A file's own name goes into a report's source id alone, unless the caller names another.
/// </summary>
public sealed class ExifPrivacyTests : IDisposable
{
    private const string Secret = "SmithJane19510203";

    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-privacy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A JPEG of a drawn eye with the secret in every place where cameras keep text.</summary>
    private static byte[] Photograph()
    {
        using FundusImage image = new DrawnEye().ToImage();
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            image.Pixels.Slice(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[4 * i + 3] = 255;
        }

        using SKPixmap pixmap = bitmap.PeekPixels()!;
        using SKData jpeg = pixmap.Encode(SKEncodedImageFormat.Jpeg, 95)!;
        byte[] secret = Encoding.ASCII.GetBytes(Secret + "\0");

        // One EXIF directory of four texts (description, make, time, artist), which all lie behind it.
        int[] tags = [0x010E, 0x010F, 0x0132, 0x013B];
        int after = 8 + 2 + 12 * tags.Length + 4;
        byte[] exif =
        [
            .. "Exif\0\0"u8, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, (byte)tags.Length, 0,
            .. tags.SelectMany(tag => new byte[] { (byte)tag, (byte)(tag >> 8), 2, 0, (byte)secret.Length, 0, 0, 0, (byte)after, 0, 0, 0 }),
            0, 0, 0, 0, .. secret,
        ];
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes($"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><a>{Secret}</a></x:xmpmeta>")];
        return [0xFF, 0xD8, .. Segment(0xE1, exif), .. Segment(0xE1, xmp), .. Segment(0xFE, secret), .. jpeg.ToArray().AsSpan(2)];

        static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
    }

    private static void AssertTellsNothing(string text) => Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);

    private static void AssertTellsNothing(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        Assert.NotEqual(0, stream.Length);
        AssertTellsNothing(Encoding.Latin1.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Nothing_of_the_metadata_is_told_anywhere()
    {
        byte[] photograph = Photograph();
        Assert.Contains(Secret, Encoding.Latin1.GetString(photograph), StringComparison.Ordinal);
        var log = new ListLogger();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye())).UseCodec(SkiaFundusImageCodec.Shared).UseLogger(log));
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(new MemoryStream(photograph), Token);

        Assert.Null(analysis.Report.Image.SourceId);
        Assert.Null(analysis.Report.Image.CaptureTime);
        AssertTellsNothing(analysis.Report.ToJson());
        AssertTellsNothing(stream => analysis.WriteOverlay(stream));
        AssertTellsNothing(stream => MaskWriter.WritePng(analysis.Segmentation.GetMask(RetinaClass.Artery)!, stream));
        Assert.NotEmpty(log.Lines);
        AssertTellsNothing(string.Join('\n', log.Lines));
    }

    [Fact]
    public async Task A_file_name_stands_in_the_source_id_alone_and_there_only_where_the_caller_names_no_other()
    {
        string path = Path.Combine(_folder, Secret + ".jpg");
        await File.WriteAllBytesAsync(path, Photograph(), Token);
        var log = new ListLogger();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye())).UseCodec(SkiaFundusImageCodec.Shared).UseLogger(log));
        using (RetinaAnalysis named = await analyzer.AnalyzeAsync(path, Token))
        {
            Assert.Equal(Secret + ".jpg", named.Report.Image.SourceId);
            AssertTellsNothing((named.Report with { Image = named.Report.Image with { SourceId = null } }).ToJson());
        }

        using RetinaAnalysis pseudonym = await analyzer.AnalyzeAsync(path, new AnalysisOptions { SourceId = "study-17" }, Token);
        Assert.Equal("study-17", pseudonym.Report.Image.SourceId);
        AssertTellsNothing(pseudonym.Report.ToJson());
        AssertTellsNothing(string.Join('\n', log.Lines));
    }

    [Fact]
    public void The_reason_why_a_file_is_refused_tells_nothing_of_its_content()
    {
        byte[] photograph = Photograph();
        byte[][] damaged = [photograph[..(photograph.Length / 2)], photograph[..200], [0xFF, 0xD8, 0xFF, .. Encoding.ASCII.GetBytes(Secret)], Encoding.ASCII.GetBytes("Patient: " + Secret), [.. "P6 "u8, .. Encoding.ASCII.GetBytes(Secret)]];
        Assert.All(damaged, file => AssertTellsNothing(
            Assert.Throws<FundusImageException>(() => SkiaFundusImageCodec.Shared.Decode(new MemoryStream(file), cancellationToken: Token)).ToString()));
    }
}
