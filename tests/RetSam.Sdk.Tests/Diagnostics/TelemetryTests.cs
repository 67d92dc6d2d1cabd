using System.Diagnostics;

namespace RetSam.Sdk.Tests.Diagnostics;

/// <summary>What listeners under the name <c>RetSam</c> are told of a photograph.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photograph_is_a_span_with_its_stages_below_it()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        using var telemetry = new Telemetry();
        (await analyzer.AnalyzeAsync(new MemoryStream(BoxCodec.Encode(image)), Token)).Dispose();

        Assert.Equal(["decode", "field_of_view", "segment", "measure", "image"], telemetry.Spans.Select(s => s.OperationName));
        Activity span = telemetry.Spans[^1];
        Assert.All(telemetry.Spans.SkipLast(1), stage => Assert.Equal(span.SpanId, stage.ParentSpanId));
        Assert.Equal("drawn 1.0", span.GetTagItem("model"));
        Assert.Equal("ok", span.GetTagItem("outcome"));
        Assert.Equal(
            ["1 stage=decode", "1 stage=field_of_view", "1 stage=segment", "1 stage=measure"], telemetry.Of(RetSamTelemetry.StageDuration));
    }

    [Fact]
    public void A_photograph_is_counted_when_it_comes_and_when_it_ends()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        using var telemetry = new Telemetry();
        analyzer.Analyze(image, cancellationToken: Token).Dispose();
        analyzer.Segment(image, Token).Dispose();

        Assert.Equal(["1 outcome=ok", "1 outcome=ok"], telemetry.Of(RetSamTelemetry.Images));
        Assert.Equal(["1", "-1", "1", "-1"], telemetry.Of(RetSamTelemetry.ImagesInFlight));
        Assert.Empty(telemetry.Of(RetSamTelemetry.Failures));
    }

    [Fact]
    public async Task A_failure_is_counted_by_the_type_of_its_reason_and_tells_nothing_else()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using var telemetry = new Telemetry();
        await Assert.ThrowsAsync<FundusImageException>(() => analyzer.AnalyzeAsync(new MemoryStream([1, 2, 3]), Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => analyzer.AnalyzeAsync("patient-4711.jpg", Token));

        Assert.Equal(["1 outcome=failed", "1 outcome=failed"], telemetry.Of(RetSamTelemetry.Images));
        Assert.Equal(
            ["1 operation=image error.type=RetSam.FundusImageException", "1 operation=image error.type=System.IO.FileNotFoundException"],
            telemetry.Of(RetSamTelemetry.Failures));
        Activity[] images = [.. telemetry.Spans.Where(s => s.OperationName == "image")];
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Error], images.Select(s => s.Status));
        Assert.DoesNotContain(images, s => s.StatusDescription!.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_photograph_is_no_failure()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using FundusImage image = new DrawnEye().ToImage();
        using var cancellation = new CancellationTokenSource();
        segmenter.During = cancellation.Cancel;
        using var telemetry = new Telemetry();
        Assert.Throws<OperationCanceledException>(() => analyzer.Analyze(image, cancellationToken: cancellation.Token));

        Assert.Equal(["1 outcome=cancelled"], telemetry.Of(RetSamTelemetry.Images));
        Assert.Equal(["1", "-1"], telemetry.Of(RetSamTelemetry.ImagesInFlight));
        Assert.Empty(telemetry.Of(RetSamTelemetry.Failures));
    }
}
