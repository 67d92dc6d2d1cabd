using System.Diagnostics.Metrics;
using RetSam.WebService.Analyses;

namespace RetSam.WebService.Hosting;

/// <summary>The service's own instruments, beside the SDK's and ASP.NET Core's.</summary>
public sealed class ServiceMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "RetSam.WebService";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;

    /// <summary>Makes the instruments.</summary>
    public ServiceMetrics(IMeterFactory meters, AnalysisQueue queue, AnalysisStore store)
    {
        Meter meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>(
            "retsam.service.analysis.duration",
            "s",
            "Time from a worker's start to the end, by how it ended.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60] });
        _refused = meter.CreateCounter<long>("retsam.service.uploads.refused", "{upload}", "Uploads answered with 429.");
        meter.CreateObservableGauge("retsam.service.queue.taken", () => queue.Taken, "{place}", "Places of the queue that are taken.");
        meter.CreateObservableGauge("retsam.service.results.kept", () => store.Kept, "{result}", "Finished analyses in memory.");
    }

    /// <summary>An analysis ended.</summary>
    public void Finished(AnalysisState state, TimeSpan duration)
        => _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("state", state.ToString()));

    /// <summary>An upload was refused because the queue is full.</summary>
    public void Refused() => _refused.Add(1);
}
