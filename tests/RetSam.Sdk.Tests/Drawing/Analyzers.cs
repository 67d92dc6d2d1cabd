using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests;

/// <summary>Analyzers over the drawn eye.</summary>
internal static class Analyzers
{
    public static RetinaAnalyzer Drawn(DrawnEye? eye = null) => Drawn(new DrawnSegmenter(eye ?? new DrawnEye()));

    public static RetinaAnalyzer Drawn(DrawnSegmenter segmenter, Action<RetinaAnalyzerBuilder>? more = null) => RetinaAnalyzer.Create(b =>
    {
        b.UseSegmenter(segmenter).UseCodec(new BoxCodec());
        more?.Invoke(b);
    });

    public static RetinaReport Report(this RetinaAnalyzer analyzer, FundusImage image, AnalysisOptions? options = null)
    {
        using RetinaAnalysis analysis = analyzer.Analyze(image, options);
        return analysis.Report;
    }
}

/// <summary>A measure of the tests' own: the number of pixels of the disc.</summary>
internal sealed class DiscPixels() : Measure(new MeasureDefinition
{
    Id = "test.disc_pixels",
    Name = "Disc pixels",
    Definition = "The number of pixels of the disc.",
    Unit = "px2",
    PhysicalUnit = PhysicalUnit.SquareMicrometre,
    Source = "none",
    Inputs = MeasureInputs.Disc,
})
{
    protected override MeasureOutcome Compute(MeasureContext context) => MeasureOutcome.Of(
        context.Disc!.Area, MeasurementFlags.SeveralObjects | MeasurementFlags.ImageAxes, [new MeasurementDetail("radius", context.Disc.Radius, "px")]);
}

/// <summary>A measure of the tests' own that cannot be taken for want of a prediction.</summary>
internal sealed class NobodyLooked() : Measure(new MeasureDefinition
{
    Id = "test.nobody_looked",
    Name = "Nobody looked",
    Definition = "Nothing.",
    Unit = "1",
    Source = "none",
    Inputs = MeasureInputs.None,
})
{
    protected override MeasureOutcome Compute(MeasureContext context) => MeasureOutcome.Missing(MeasurementStatus.NotPredicted, "Nobody looked.");
}
