using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetSam.Biomarkers;
using RetSam.Fhir;
using RetSam.Imaging.Skia;
using RetSam.Inference;
using RetSam.Inference.Tests;
using RetSam.Models.Lite;
using RetSam.Parquet;

namespace RetSam.Sdk.Tests.Cancellation;

/// <summary>
/// Every public method of every package that takes a token, given one that is cancelled already: it ends in that token's
/// <see cref="OperationCanceledException"/> before any work. What it is given to work on makes sure of that: files that are not there,
/// streams that may not be read, a segmenter that may not be asked. A new method must be added here.
/// </summary>
public sealed class TokenInventoryTests : IDisposable
{
    private static readonly Assembly[] Packages =
    [
        typeof(FundusImage).Assembly, typeof(SkiaFundusImageCodec).Assembly, typeof(OnnxSegmenter).Assembly, typeof(Measure).Assembly,
        typeof(RetinaAnalyzer).Assembly, typeof(ReportBundle).Assembly, typeof(ParquetTableWriter).Assembly, typeof(LiteModel).Assembly,
    ];

    private const string NotThere = "not-there.jpg";

    private readonly CancellationTokenSource _cancelled = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-tokens-").FullName;
    private readonly Stream _stream = new MayNotBeRead();
    private readonly FundusImage _image = TestPackage.Photograph();
    private readonly FieldOfView _fieldOfView = FieldOfView.WholeFrame(TestPackage.Side, TestPackage.Side);
    private readonly RetinaSegmentation _masks = new DrawnEye().ToSegmentation();
    private readonly RetinaAnalyzer _analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()) { During = () => throw new NotSupportedException("asked") }, b => b.UseCodec(SkiaFundusImageCodec.Shared));
    private readonly OnnxSegmenter _segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
    private readonly MeasureCatalogue _catalogue = new([new DiscPixels()]);
    private readonly RetinaReport _report;

    public TokenInventoryTests()
    {
        using RetinaAnalyzer measuring = RetinaAnalyzer.Create(b => b.WithoutModel().UseMeasures(_catalogue));
        _report = measuring.Measure(_masks);
        _cancelled.Cancel();
    }

    public static TheoryData<string> Methods => [.. Table.Keys];

    /// <summary>How each is called.</summary>
    private static Dictionary<string, Func<TokenInventoryTests, CancellationToken, Task>> Table { get; } = new(StringComparer.Ordinal)
    {
        ["RetinaAnalyzer.Analyze(FundusImage, AnalysisOptions)"] = Sync((t, c) => t._analyzer.Analyze(t._image, null, c)),
        ["RetinaAnalyzer.AnalyzeAsync(String)"] = (t, c) => t._analyzer.AnalyzeAsync(NotThere, c),
        ["RetinaAnalyzer.AnalyzeAsync(String, AnalysisOptions)"] = (t, c) => t._analyzer.AnalyzeAsync(NotThere, null, c),
        ["RetinaAnalyzer.AnalyzeAsync(Stream)"] = (t, c) => t._analyzer.AnalyzeAsync(t._stream, c),
        ["RetinaAnalyzer.AnalyzeAsync(Stream, AnalysisOptions)"] = (t, c) => t._analyzer.AnalyzeAsync(t._stream, null, c),
        ["RetinaAnalyzer.Segment(FundusImage)"] = Sync((t, c) => t._analyzer.Segment(t._image, c)),
        ["RetinaAnalyzer.SegmentAsync(String)"] = (t, c) => t._analyzer.SegmentAsync(NotThere, c),
        ["RetinaAnalyzer.SegmentAsync(String, AnalysisOptions)"] = (t, c) => t._analyzer.SegmentAsync(NotThere, null, c),
        ["RetinaAnalyzer.SegmentAsync(Stream)"] = (t, c) => t._analyzer.SegmentAsync(t._stream, c),
        ["RetinaAnalyzer.SegmentAsync(Stream, AnalysisOptions)"] = (t, c) => t._analyzer.SegmentAsync(t._stream, null, c),
        ["RetinaAnalyzer.Measure(RetinaSegmentation, AnalysisOptions)"] = Sync((t, c) => t._analyzer.Measure(t._masks, null, c)),
        ["RetinaAnalyzer.Decode(String, FundusImageDecodeOptions)"] = Sync((t, c) => t._analyzer.Decode(NotThere, null, c)),
        ["RetinaAnalyzer.AnalyzeManyAsync(IEnumerable, BatchOptions)"] = All((t, c) => t._analyzer.AnalyzeManyAsync((string[])[NotThere], null, c)),
        ["RetinaAnalyzer.AnalyzeManyAsync(IEnumerable, BatchOptions)'"] = All((t, c) => t._analyzer.AnalyzeManyAsync((BatchInput[])[t.MayNotBeOpened()], null, c)),
        ["RetinaAnalyzer.AnalyzeManyAsync(IAsyncEnumerable, BatchOptions)"] = All((t, c) => t._analyzer.AnalyzeManyAsync(t.MayNotBeAsked(), null, c)),
        ["RetinaAnalyzer.CompareAsync(String, String, RepeatabilityTable)"] = (t, c) => t._analyzer.CompareAsync(NotThere, NotThere, null, c),
        ["RetinaAnalyzer.CompareAsync(BatchInput, BatchInput, RepeatabilityTable)"] = (t, c) => t._analyzer.CompareAsync(t.MayNotBeOpened(), t.MayNotBeOpened(), null, c),
        ["RetSamHealthCheck.CheckHealthAsync(HealthCheckContext)"]
            = (t, c) => new RetSamHealthCheck(t._analyzer).CheckHealthAsync(new HealthCheckContext { Registration = RetSamHealthCheck.Of() }, c),
        ["SelfTest.Run(IProgress)"] = Sync((_, c) => SelfTest.Run(null, c)),
        ["SelfTest.Run(RetinaAnalyzer, IProgress)"] = Sync((t, c) => SelfTest.Run(t._analyzer, null, c)),
        ["RetinaReport.WriteJsonAsync(Stream)"] = (t, c) => t._report.WriteJsonAsync(t._stream, c),
        ["CsvTableWriter.WriteAsync(String, RetinaReport)"] = (t, c) => new LongCsvWriter(new StreamWriter(t._stream, bufferSize: 1)).WriteAsync("a", t._report, c),
        ["WideCsvWriter.WriteFailureAsync(String, String)"] = (t, c) => new WideCsvWriter(new StreamWriter(t._stream, bufferSize: 1), []).WriteFailureAsync("a", "b", c),
        ["ParquetTableWriter.WriteAsync(String, RetinaReport)"] = (t, c) => t.Parquet(p => p.WriteAsync("a", t._report, c)),
        ["ParquetTableWriter.CompleteAsync()"] = (t, c) => t.Parquet(p => p.CompleteAsync(c)),
        ["WideParquetWriter.WriteFailureAsync(String, String)"] = (t, c) => t.Parquet(p => p.WriteFailureAsync("a", "b", c)),
        ["OnnxSegmenter.Segment(FundusImage, FieldOfView)"] = Sync((t, c) => t._segmenter.Segment(t._image, t._fieldOfView, c)),
        ["OnnxSegmenter.PredictProbabilities(FundusImage, FieldOfView, RetinaClass)"]
            = Sync((t, c) => t._segmenter.PredictProbabilities(t._image, t._fieldOfView, RetinaClass.Vessel, c)),
        ["MeasureCatalogue.MeasureAll(RetinaSegmentation, PixelScale, Laterality, FundusImage)"] = Sync((t, c) => t._catalogue.MeasureAll(t._masks, cancellationToken: c)),
        ["MeasureCatalogue.AddIntervals(IReadOnlyList, RetinaSegmentation, PixelScale, Laterality, FundusImage)"]
            = Sync((t, c) => t._catalogue.AddIntervals(t._catalogue.MeasureAll(t._masks), t._masks, cancellationToken: c)),
        ["SkiaFundusImageCodec.Decode(Stream, FundusImageDecodeOptions)"] = Sync((t, c) => SkiaFundusImageCodec.Shared.Decode(t._stream, null, c)),
        ["FundusImageCodecExtensions.Decode(IFundusImageCodec, String, FundusImageDecodeOptions)"] = Sync((_, c) => SkiaFundusImageCodec.Shared.Decode(NotThere, null, c)),
        ["FundusImageCodecExtensions.DecodeAsync(IFundusImageCodec, String, FundusImageDecodeOptions)"] = (_, c) => SkiaFundusImageCodec.Shared.DecodeAsync(NotThere, null, c),
        ["FundusImageCodecExtensions.DecodeAsync(IFundusImageCodec, Stream, FundusImageDecodeOptions)"] = (t, c) => SkiaFundusImageCodec.Shared.DecodeAsync(t._stream, null, c),
        ["MaskReader.ReadMask(Stream)"] = Sync((t, c) => MaskReader.Default.ReadMask(t._stream, c)),
        ["MaskReader.ReadMask(String)"] = Sync((_, c) => MaskReader.Default.ReadMask(NotThere, c)),
        ["MaskReader.ReadLabels(Stream)"] = Sync((t, c) => MaskReader.Default.ReadLabels(t._stream, c)),
        ["MaskReader.ReadLabels(String)"] = Sync((_, c) => MaskReader.Default.ReadLabels(NotThere, c)),
        ["MaskReader.ReadArteryVein(Stream)"] = Sync((t, c) => MaskReader.Default.ReadArteryVein(t._stream, c)),
        ["MaskReader.ReadArteryVein(String)"] = Sync((_, c) => MaskReader.Default.ReadArteryVein(NotThere, c)),
    };

    public void Dispose()
    {
        _cancelled.Dispose();
        _image.Dispose();
        _fieldOfView.Dispose();
        _masks.Dispose();
        _analyzer.Dispose();
        _segmenter.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_public_method_that_takes_a_token_is_in_the_table()
    {
        // Names of generic types are cut, so that two overloads may have one name: the second has a dash.
        var found = new List<string>();
        foreach (string name in Packages.SelectMany(p => p.GetExportedTypes()).Where(t => !t.IsInterface).SelectMany(TakingTokens))
        {
            found.Add(found.Contains(name) ? name + "'" : name);
        }

        Assert.Equal(found.Order(StringComparer.Ordinal), Table.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Cancelled_before_it_begins_it_does_nothing(string method)
    {
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table[method](this, _cancelled.Token));
        Assert.Equal(_cancelled.Token, e.CancellationToken);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder), f => !f.EndsWith(".partial", StringComparison.Ordinal));
    }

    private static IEnumerable<string> TakingTokens(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => !m.IsAbstract && m.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken)))
        .Select(m => $"{type.Name}.{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType).Where(p => p != typeof(CancellationToken)).Select(p => p.Name.Split('`')[0]))})");

    private static Func<TokenInventoryTests, CancellationToken, Task> Sync(Func<TokenInventoryTests, CancellationToken, object> call) => (t, c) =>
    {
        call(t, c);
        return Task.CompletedTask;
    };

    private static Func<TokenInventoryTests, CancellationToken, Task> All(Func<TokenInventoryTests, CancellationToken, IAsyncEnumerable<BatchResult>> call) => async (t, c) =>
    {
        await foreach (BatchResult result in call(t, c))
        {
            result.Dispose();
        }
    };

    private async Task Parquet(Func<WideParquetWriter, Task> call)
    {
        await using var writer = new WideParquetWriter(Path.Combine(_folder, "table.parquet"), []);
        await call(writer);
    }

    private BatchInput MayNotBeOpened() => BatchInput.FromStream(_ => throw new NotSupportedException("opened"), "input");

    private IAsyncEnumerable<BatchInput> MayNotBeAsked() => new[] { MayNotBeOpened() }.ToAsyncEnumerable();

    private sealed class MayNotBeRead() : MemoryStream(new byte[100])
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException("read");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("written");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException("written");
    }
}
