using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetSam.Diagnostics;

/// <summary>
/// The one source of spans and the one meter of the SDK; <see cref="RetSamTelemetry"/> says what they report. Neither costs anything
/// while nobody listens, and neither carries anything of the patient.
/// </summary>
internal static class RetSamDiagnostics
{
    /// <summary>Spans: one for each photograph, and one for each stage of its way.</summary>
    public static ActivitySource Activities { get; } = new(RetSamTelemetry.ActivitySourceName);

    private static Meter Meter { get; } = new(RetSamTelemetry.MeterName);

    /// <summary>Photographs that ended.</summary>
    public static Counter<long> Images { get; } =
        Meter.CreateCounter<long>(RetSamTelemetry.Images, "{image}", "Photographs that ended, by outcome.");

    /// <summary>Photographs on their way.</summary>
    public static UpDownCounter<int> ImagesInFlight { get; } =
        Meter.CreateUpDownCounter<int>(RetSamTelemetry.ImagesInFlight, "{image}", "Photographs on their way.");

    private static Counter<long> Failures { get; } =
        Meter.CreateCounter<long>(RetSamTelemetry.Failures, "{failure}", "What failed, by operation and type of error.");

    private static Histogram<double> StageDuration { get; } =
        Meter.CreateHistogram<double>(RetSamTelemetry.StageDuration, "ms", "Time one photograph spends in a stage of its way.");

    private static UpDownCounter<int> QueueDepth { get; } =
        Meter.CreateUpDownCounter<int>(RetSamTelemetry.QueueDepth, "{image}", "Photographs that wait, by queue.");

    private static UpDownCounter<int> Sessions { get; } =
        Meter.CreateUpDownCounter<int>(RetSamTelemetry.Sessions, "{session}", "Models loaded, by model and execution provider.");

    /// <summary>Starts a photograph's way. Dispose to end it.</summary>
    /// <param name="model">The segmenter's id.</param>
    public static ImageScope StartImage(string? model) => new(model);

    /// <summary>Starts a stage: a span when someone listens, and a measured time. Dispose to end it.</summary>
    /// <param name="stage">A short fixed name, such as <c>preprocess</c>.</param>
    public static Stage StartStage(string stage) => new(stage);

    /// <summary>A photograph joins a queue (1) or leaves it (-1).</summary>
    /// <param name="queue">A short fixed name, such as <c>infer</c>.</param>
    /// <param name="change">How many more wait.</param>
    public static void ChangeQueueDepth(string queue, int change) => QueueDepth.Add(change, new KeyValuePair<string, object?>("queue", queue));

    /// <summary>A model is loaded (1) or given back (-1).</summary>
    public static void ChangeSessions(string model, string provider, int change)
        => Sessions.Add(change, new KeyValuePair<string, object?>("model", model), new KeyValuePair<string, object?>("provider", provider));

    /// <summary>Something failed.</summary>
    /// <param name="operation">What was under way: <c>image</c>, <c>model.load</c>.</param>
    /// <param name="cause">Only its type is told: messages may hold a path.</param>
    public static void CountFailure(string operation, Exception cause)
        => Failures.Add(1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("error.type", cause.GetType().FullName));

    /// <summary>A running stage.</summary>
    public readonly ref struct Stage : IDisposable
    {
        private readonly Activity? _activity;
        private readonly string _name;
        private readonly long _started;

        internal Stage(string name)
        {
            _name = name;
            _activity = Activities.StartActivity(name);
            _started = Stopwatch.GetTimestamp();
        }

        /// <summary>The time since the start.</summary>
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

        /// <summary>Ends the stage.</summary>
        public void Dispose()
        {
            StageDuration.Record(Elapsed.TotalMilliseconds, new KeyValuePair<string, object?>("stage", _name));
            _activity?.Dispose();
        }
    }
}
