using System.Diagnostics.Metrics;

namespace RetSam.Benchmarks.Load;

/// <summary>Listens to the SDK's meter as an application would, and keeps the times of every stage.</summary>
internal sealed class StageTimes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, List<double>> _times = [];

    public StageTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "retsam.stage.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, milliseconds, tags, _) =>
        {
            string stage = (string)tags[0].Value!;
            lock (_times)
            {
                if (!_times.TryGetValue(stage, out List<double>? times))
                {
                    _times[stage] = times = [];
                }

                times.Add(milliseconds);
            }
        });
        _listener.Start();
    }

    /// <summary>All times of a stage in milliseconds, in the order in which they ended.</summary>
    public IReadOnlyList<double> this[string stage] => _times.TryGetValue(stage, out List<double>? times) ? times : [];

    public void Clear() => _times.Clear();

    public void Dispose() => _listener.Dispose();
}
