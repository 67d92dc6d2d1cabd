using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RetSam.Sdk.Tests.Diagnostics;

/// <summary>Hears the spans and measurements of one test, and not of those that run beside it: all stand below a span of its own.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _meterListener = new();
    private readonly Activity _root;
    private readonly List<Activity> _spans = [];
    private readonly List<string> _measurements = [];

    public Telemetry()
    {
        _root = new Activity("test").Start();
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RetSamTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _root.TraceId
                ? ActivitySamplingResult.AllData
                : ActivitySamplingResult.None,
            ActivityStarted = _ => Heard?.Invoke(),
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_spanListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RetSamTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value >= 0 ? 1 : -1, tags));
        _meterListener.Start();
    }

    /// <summary>Called when a span begins, when it ends, and at every measurement, on the thread that reports it.</summary>
    public Action? Heard { get; init; }

    /// <summary>Spans that ended, in the order in which they did.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            lock (_spans)
            {
                return [.. _spans];
            }
        }
    }

    /// <summary>What an instrument was told, in order, as <c>value key=tag ...</c>; a duration counts as 1.</summary>
    public IReadOnlyList<string> Of(string instrument)
    {
        lock (_measurements)
        {
            return [.. _measurements.Where(m => m.StartsWith($"{instrument}: ", StringComparison.Ordinal)).Select(m => m[(instrument.Length + 2)..])];
        }
    }

    public void Dispose()
    {
        _spanListener.Dispose();
        _meterListener.Dispose();
        _root.Dispose();
    }

    private void Add(Activity span)
    {
        lock (_spans)
        {
            _spans.Add(span);
        }

        Heard?.Invoke();
    }

    private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId != _root.TraceId)
        {
            return;
        }

        string text = $"{instrument.Name}: {value}";
        foreach ((string key, object? tag) in tags)
        {
            text += $" {key}={tag}";
        }

        lock (_measurements)
        {
            _measurements.Add(text);
        }

        Heard?.Invoke();
    }
}
