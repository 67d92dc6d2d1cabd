using System.Text;
using Microsoft.Extensions.Logging;
using RetSam.Imaging.Skia;
using SkiaSharp;

namespace RetSam.Sdk.Tests.Exports;

/// <summary>
/// What cameras write into files - names, times, serial numbers, in EXIF, XMP and comments - goes nowhere: not into reports, tables,
/// pages, pictures, logs or messages. Neither does a file's own name, unless the caller gives it. Parquet and FHIR: AnalyzePrivacyTests
/// of the command line.
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
        return SecretMetadata.Into(jpeg.ToArray(), Secret);
    }

    /// <summary>The wide and the long table, named by the caller, and the page for people.</summary>
    private static async Task<string> TablesAndPageAsync(RetinaAnalysis analysis)
    {
        var wide = new ReportCsv();
        wide.Add("17", analysis.Report);
        using var text = new StringWriter();
        wide.Write(text);
        await using (var table = new LongCsvWriter(text))
        {
            await table.WriteAsync("17", analysis.Report, Token);
        }

        HtmlReport.Write(text, analysis);
        return text.ToString();
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
        AssertTellsNothing(await TablesAndPageAsync(analysis));
        AssertTellsNothing(stream => analysis.WriteOverlay(stream));
        AssertTellsNothing(stream => MaskWriter.WritePng(analysis.Segmentation.GetMask(RetinaClass.Artery)!, stream));
        Assert.NotEmpty(log.Lines);
        AssertTellsNothing(string.Join('\n', log.Lines));
    }

    [Fact]
    public async Task A_file_name_stands_nowhere_unless_the_caller_gives_it()
    {
        string path = Path.Combine(_folder, Secret + ".jpg");
        await File.WriteAllBytesAsync(path, Photograph(), Token);
        var log = new ListLogger();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye())).UseCodec(SkiaFundusImageCodec.Shared).UseLogger(log));
        using (RetinaAnalysis unnamed = await analyzer.AnalyzeAsync(path, Token))
        {
            Assert.Null(unnamed.Report.Image.SourceId);
            AssertTellsNothing(unnamed.Report.ToJson());
            AssertTellsNothing(await TablesAndPageAsync(unnamed));
            AssertTellsNothing(RetinaComparison.Between(unnamed.Report, unnamed.Report).ToJson());
        }

        await foreach (BatchResult result in analyzer.AnalyzeManyAsync([path], cancellationToken: Token))
        {
            using RetinaAnalysis unnamed = result.GetAnalysis();
            AssertTellsNothing(unnamed.Report.ToJson());
        }

        AssertTellsNothing(string.Join('\n', log.Lines));
        using RetinaAnalysis named = await analyzer.AnalyzeAsync(path, new AnalysisOptions { SourceId = Path.GetFileName(path) }, Token);
        Assert.Equal(Secret + ".jpg", named.Report.Image.SourceId);
        Assert.Contains(Secret, await TablesAndPageAsync(named), StringComparison.Ordinal);
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
