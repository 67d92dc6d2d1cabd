using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetSam.Diagnostics;

/// <summary>
/// The one source of spans and the one meter of the SDK, both named <c>RetSam</c>. Neither costs anything while nobody listens, and
/// neither carries anything of the patient: names of stages and of models only.
/// </summary>
internal static class RetSamDiagnostics
{
    /// <summary>The name to listen to.</summary>
    public const string Name = "RetSam";

    /// <summary>Spans: one for each stage of an image's way.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>How long a stage took, in milliseconds, tagged with <c>stage</c>.</summary>
    private static Histogram<double> StageDuration { get; } =
        Meter.CreateHistogram<double>("retsam.stage.duration", "ms", "Time one image spends in a stage of the pipeline.");

    /// <summary>Starts a stage: a span when someone listens, and a measured time. Dispose to end it.</summary>
    /// <param name="stage">A short fixed name, such as <c>preprocess</c>.</param>
    public static Stage StartStage(string stage) => new(stage);

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
