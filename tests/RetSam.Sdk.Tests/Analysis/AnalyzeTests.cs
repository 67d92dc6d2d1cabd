using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Analysis;

public sealed class AnalyzeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_photograph_becomes_a_report_with_the_masks_behind_it()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.AddMeasure(new DiscPixels()));
        using FundusImage image = new DrawnEye().ToImage();
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: Token);

        Assert.Same(image, analysis.Image);
        Assert.Equal(480, analysis.Report.Image.Width);
        Assert.Equal(400, analysis.Report.Image.Height);
        Assert.Equal("drawn 1.0", analysis.Report.Segmentation.Source);
        Assert.Null(analysis.Report.Segmentation.Model);
        int discArea = analysis.Segmentation.GetMask(RetinaClass.OpticDisc)!.CountPixels();
        Assert.Equal(discArea, analysis.Report.Find("test.disc_pixels")!.Value);
        Assert.Equal(discArea, analysis.Report.Segmentation.Classes.Single(c => c.Class == "optic-disc").Area);
        Assert.True(analysis.Timings.Total > TimeSpan.Zero);
    }

    [Fact]
    public void The_field_of_view_in_the_report_is_the_circle_of_the_photograph()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        ReportFieldOfView fieldOfView = analyzer.Report(image).FieldOfView;

        Assert.Equal(FieldOfViewOrigin.Detected, fieldOfView.Origin);
        Assert.Equal(239.5, fieldOfView.Centre.X, 1.0);
        Assert.Equal(199.5, fieldOfView.Centre.Y, 1.0);
        Assert.Equal(196, fieldOfView.Radius, 1.5);
        Assert.InRange(fieldOfView.Coverage, 0.97, 1);
    }

    [Fact]
    public void Looked_for_and_not_found_is_in_the_report_and_never_looked_for_is_not()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        IReadOnlyList<ReportClass> classes = analyzer.Report(image).Segmentation.Classes;

        ReportClass hemorrhage = classes.Single(c => c.Class == "hemorrhage");
        Assert.False(hemorrhage.Found);
        Assert.Equal(0, hemorrhage.Area);
        Assert.DoesNotContain(classes, c => c.Class == "drusen");
        ReportClass fovea = classes.Single(c => c.Class == "fovea");
        Assert.True(fovea.Found);
        Assert.Null(fovea.Area);
        Assert.Equal(new PointD(150, 205), fovea.Point);
        Assert.Equal(0.9, fovea.Confidence);
    }

    [Fact]
    public void A_measure_of_a_class_that_nobody_looked_for_is_absent_from_the_report()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.AddMeasure(new NobodyLooked()).AddMeasure(new DiscPixels()));
        using FundusImage image = new DrawnEye().ToImage();
        RetinaReport report = analyzer.Report(image);

        Assert.Null(report.Find("test.nobody_looked"));
        Assert.NotNull(report.Find("test.disc_pixels"));
        Assert.DoesNotContain(report.Measurements, m => m.Status == MeasurementStatus.NotPredicted);
    }

    [Fact]
    public void Every_value_in_a_report_is_finite_and_stands_exactly_where_the_status_is_ok()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        Assert.All(analyzer.Report(image).Measurements, m =>
        {
            Assert.Equal(m.Status == MeasurementStatus.Ok, m.Value is not null);
            Assert.True(m.Value is null || double.IsFinite(m.Value.Value), m.Id);
            Assert.Equal(m.Value is null, m.Reason is not null);
        });
    }

    [Fact]
    public async Task A_file_a_stream_and_an_image_in_memory_give_the_same_report()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        byte[] encoded = BoxCodec.Encode(image);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.box");
        await File.WriteAllBytesAsync(path, encoded, Token);
        try
        {
            var named = new AnalysisOptions { SourceId = "eye 1" };
            string fromMemory = analyzer.Report(image, named).ToJson();
            using RetinaAnalysis fromFile = await analyzer.AnalyzeAsync(path, named, Token);
            using RetinaAnalysis fromStream = await analyzer.AnalyzeAsync(new SlowStream(encoded), named, Token);
            Assert.Equal(fromMemory, fromFile.Report.ToJson());
            Assert.Equal(fromMemory, fromStream.Report.ToJson());
            Assert.True(image.Pixels.SequenceEqual(fromStream.Image.Pixels));

            using RetinaAnalysis unnamed = await analyzer.AnalyzeAsync(path, Token);
            Assert.Null(unnamed.Report.Image.SourceId);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_stream_beyond_the_limit_is_refused_before_it_is_read_to_its_end()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        var endless = new SlowStream(new byte[1_000_000]);
        var options = new AnalysisOptions { Decoding = new FundusImageDecodeOptions { MaxEncodedBytes = 5_000 } };
        FundusImageException e = await Assert.ThrowsAsync<FundusImageException>(() => analyzer.AnalyzeAsync(endless, options, Token));
        Assert.Contains("5000", e.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Position, 5_001, 6_000);
    }

    [Fact]
    public async Task Missing_files_and_damaged_files_are_told_apart()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        await Assert.ThrowsAsync<FileNotFoundException>(() => analyzer.AnalyzeAsync("no-such-file.box", Token));
        await Assert.ThrowsAsync<FundusImageException>(() => analyzer.AnalyzeAsync(new MemoryStream([1, 2, 3]), Token));
        FundusImageException folder = await Assert.ThrowsAsync<FundusImageException>(() => analyzer.AnalyzeAsync(Path.GetTempPath(), Token));
        Assert.Contains("names a folder", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_are_reported_in_order()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        var seen = new StageList();
        analyzer.Report(image, new AnalysisOptions { Progress = seen });
        Assert.Equal([AnalysisStage.FindingFieldOfView, AnalysisStage.Segmenting, AnalysisStage.Measuring, AnalysisStage.Done], seen.Stages);
    }

    [Fact]
    public void Masks_of_another_size_than_the_photograph_are_the_segmenters_fault_and_said_so()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new WrongSize()));
        using FundusImage image = new DrawnEye().ToImage();
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => analyzer.Analyze(image, cancellationToken: Token));
        Assert.Contains("'wrong'", e.Message, StringComparison.Ordinal);
        Assert.Contains("10x10", e.Message, StringComparison.Ordinal);
        Assert.Contains("480x400", e.Message, StringComparison.Ordinal);
    }

    private sealed class WrongSize : IRetinaSegmenter
    {
        public string Id => "wrong";

        public IReadOnlyCollection<RetinaClass> PredictedClasses => [RetinaClass.Vessel];

        public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
            => new RetinaSegmentation.Builder(10, 10).Build();

        public void Dispose()
        {
        }
    }

    private sealed class StageList : IProgress<AnalysisStage>
    {
        public List<AnalysisStage> Stages { get; } = [];

        public void Report(AnalysisStage value) => Stages.Add(value);
    }
}
