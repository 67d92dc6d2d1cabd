using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RetSam.PublicApi.Tests;

/// <summary>The lines that docs/dependency-injection.md shows for OpenTelemetry: names only, so that the SDK needs no package of it.</summary>
public sealed class OpenTelemetryTests
{
    [Fact]
    public void One_line_each_gives_spans_and_metrics()
    {
        var spans = new Spans();
        var metrics = new Metrics();
        var services = new ServiceCollection();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(RetSamTelemetry.ActivitySourceName).AddProcessor(spans))
            .WithMetrics(metering => metering.AddMeter(RetSamTelemetry.MeterName).AddReader(new BaseExportingMetricReader(metrics)));
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<TracerProvider>();
        MeterProvider meters = provider.GetRequiredService<MeterProvider>();

        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(new FindsNothing()));
        using FundusImage image = FundusImage.FromPixels(new byte[3 * 64 * 64], 64, 64, PixelFormat.Rgb24);
        analyzer.Analyze(image, cancellationToken: TestContext.Current.CancellationToken).Dispose();
        meters.ForceFlush();

        Assert.Contains("image", spans.Names);
        Assert.Contains("segment", spans.Names);
        Assert.Contains(RetSamTelemetry.Images, metrics.Names);
        Assert.Contains(RetSamTelemetry.StageDuration, metrics.Names);
    }

    /// <summary>Hears the spans of other tests too, which run beside this one.</summary>
    private sealed class Spans : BaseProcessor<Activity>
    {
        public ConcurrentQueue<string> Names { get; } = [];

        public override void OnEnd(Activity data) => Names.Enqueue(data.OperationName);
    }

    private sealed class Metrics : BaseExporter<Metric>
    {
        public ConcurrentQueue<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (Metric metric in batch)
            {
                Names.Enqueue(metric.Name);
            }

            return ExportResult.Success;
        }
    }

    private sealed class FindsNothing : IRetinaSegmenter
    {
        public string Id => "finds nothing";

        public IReadOnlyCollection<RetinaClass> PredictedClasses => [];

        public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
            => new RetinaSegmentation.Builder(image.Width, image.Height).SetFieldOfView(fieldOfView).SetSource(Id).Build();

        public void Dispose()
        {
        }
    }
}
