using RetSam.Biomarkers;
using RetSam.Models.Lite;

namespace RetSam.PublicApi.Tests;

/// <summary>What the README shows, with public types only, on the sample photograph.</summary>
public sealed class QuickStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photograph_becomes_a_report_and_an_overlay_in_a_few_lines()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Sample.Photograph, Token);
        ReportMeasurement density = analysis.Report.Find("vessel.vessel.density")!;
        using var overlay = new MemoryStream();
        analysis.WriteOverlay(overlay);

        Assert.Equal(MeasurementStatus.Ok, density.Status);
        Assert.InRange(density.Value!.Value, 0.05, 0.2);
        Assert.True(overlay.Length > 10_000);
        Assert.Equal(analysis.Report.ToJson(), RetinaReport.Parse(analysis.Report.ToJson()).ToJson());
        Assert.Equal("retsam-lite", analysis.Report.Segmentation.Model!.Id);
    }

    [Fact]
    public async Task Two_analyzers_with_different_numbers_of_threads_write_the_same_report()
    {
        using RetinaAnalyzer one = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).WithThreads(1));
        using RetinaAnalyzer two = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).WithThreads(2));
        using RetinaAnalysis first = await one.AnalyzeAsync(Sample.Photograph, Token);
        using RetinaAnalysis second = await two.AnalyzeAsync(Sample.Photograph, Token);
        using RetinaAnalysis again = await two.AnalyzeAsync(Sample.Photograph, Token);
        Assert.Equal(second.Report.ToJson(), again.Report.ToJson());
        Assert.Equal(first.Report.ToJson(), second.Report.ToJson());
    }

    [Fact]
    public void In_steady_state_an_analysis_with_the_real_model_allocates_less_than_a_megabyte()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).WithThreads(1));
        using FundusImage image = analyzer.Decode(Sample.Photograph, null, Token);
        Assert.InRange(AllocatedBytes.LeastOf(() => analyzer.Analyze(image, cancellationToken: Token).Dispose(), times: 4), 0, 1_000_000);
    }
}
