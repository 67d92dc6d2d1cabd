namespace RetSam.Sdk.Tests.Stages;

public sealed class DeidentificationTests
{
    private static readonly FundusImageMetadata Metadata = new()
    {
        SourceId = "patient-4711",
        CaptureTime = new DateTimeOffset(2024, 8, 17, 9, 30, 0, TimeSpan.FromHours(2)),
        Laterality = Laterality.Right,
        Scale = PixelScale.Given(7),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void By_default_no_identity_reaches_the_report_and_what_measures_need_stays()
    {
        RetinaReport report = Report(DeidentificationOptions.Default);
        Assert.Null(report.Image.SourceId);
        Assert.Null(report.Image.CaptureTime);
        Assert.Equal(Laterality.Right, report.Laterality.Eye);
        Assert.Equal(7, report.Scale.MicrometresPerPixel);
        Assert.DoesNotContain("4711", report.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("2024-", report.ToJson(), StringComparison.Ordinal);
        Assert.Equal("deidentification", Assert.Single(report.Segmentation.Stages).Name);
    }

    [Fact]
    public void With_a_key_the_same_id_has_the_same_pseudonym_and_another_key_or_id_another()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] other = [.. key.Reverse()];
        var keyed = new DeidentificationOptions { PseudonymKey = key, CaptureTime = CaptureTimePolicy.YearOnly };
        RetinaReport report = Report(keyed);

        // Python: hmac.new(bytes(range(32)), b'patient-4711', 'sha256').hexdigest()[:32]
        Assert.Equal(Expected, report.Image.SourceId);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), report.Image.CaptureTime);
        Assert.Equal(Expected, Report(keyed).Image.SourceId);
        Assert.NotEqual(Expected, Report(keyed with { PseudonymKey = other }).Image.SourceId);
        Assert.NotEqual(Expected, Report(keyed, new AnalysisOptions { SourceId = "patient-4712" }).Image.SourceId);
    }

    [Fact]
    public async Task The_name_of_a_file_is_an_identity_too_and_the_decoded_photograph_keeps_none()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseDeidentification());
        using FundusImage image = new DrawnEye().ToImage();
        string path = Path.Combine(Path.GetTempPath(), $"patient-4711-{Guid.NewGuid():N}.box");
        await File.WriteAllBytesAsync(path, BoxCodec.Encode(image), Token);
        var options = new AnalysisOptions { Decoding = new FundusImageDecodeOptions { Metadata = Metadata } };
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(path, options, Token);
        using RetinaAnalysis plain = await analyzer.AnalyzeAsync(path, cancellationToken: Token);
        File.Delete(path);
        Assert.Equal(new FundusImageMetadata { Laterality = Laterality.Right, Scale = PixelScale.Given(7) }, analysis.Image.Metadata);
        Assert.True(image.Pixels.SequenceEqual(analysis.Image.Pixels));
        Assert.Null(plain.Report.Image.SourceId);
        Assert.DoesNotContain("4711", plain.Report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_alone_are_de_identified_too()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel().UseDeidentification());
        using RetinaSegmentation masks = new DrawnEye().ToSegmentation();
        Assert.Null(analyzer.Measure(masks, new AnalysisOptions { SourceId = "patient-4711" }, Token).Image.SourceId);
    }

    [Fact]
    public void Stages_inside_never_see_the_identity()
    {
        string? seen = "nothing yet";
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseDeidentification().UseMeasuring("looks", (request, next) =>
        {
            seen = request.Metadata.SourceId;
            return next(request);
        }));
        using FundusImage image = new DrawnEye().ToImage(Metadata);
        analyzer.Report(image);
        Assert.Null(seen);
    }

    [Fact]
    public void A_short_key_is_refused()
        => Assert.Contains("at least 16 bytes", Assert.Throws<ArgumentException>(() => new DeidentificationOptions { PseudonymKey = new byte[15] }).Message, StringComparison.Ordinal);

    private static RetinaReport Report(DeidentificationOptions options, AnalysisOptions? analysis = null)
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn(new DrawnSegmenter(new DrawnEye()), b => b.UseDeidentification(options));
        using FundusImage image = new DrawnEye().ToImage(Metadata);
        return analyzer.Report(image, analysis);
    }

    private const string Expected = "72f470b43d8b0c702555bc24adfed6d5";
}
