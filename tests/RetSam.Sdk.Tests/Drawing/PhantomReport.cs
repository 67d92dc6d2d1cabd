using RetSam.Biomarkers.Phantoms;

namespace RetSam.Sdk.Tests;

/// <summary>The report of a procedural eye: every measure of the catalogue on vessels, disc and lesions whose shape is known.</summary>
internal static class PhantomReport
{
    public static RetinaReport Create(ulong seed = 1, double? micrometresPerPixel = 12, Laterality eye = Laterality.Right, string? sourceId = null, string? source = null)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation masks = EyePhantom.Create(new EyePhantomOptions { Seed = seed, Size = 512 }).DrawSegmentation();
        var options = new AnalysisOptions
        {
            Laterality = eye,
            Scale = micrometresPerPixel is { } scale ? PixelScale.Given(scale) : PixelScale.Unknown,
            InferLaterality = eye != Laterality.Unknown,
            SourceId = sourceId,
        };
        RetinaReport report = analyzer.Measure(masks, options, TestContext.Current.CancellationToken);
        return source is null ? report : report with { Segmentation = report.Segmentation with { Source = source, Model = new ReportModel(source, "1.2.0", new string('a', 64)) } };
    }
}
