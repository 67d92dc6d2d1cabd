using Microsoft.Extensions.Options;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Analyses;

/// <summary>
/// All jobs by id, in memory only. Those that wait or run are bounded by the queue; finished ones by count, bytes and age, the oldest
/// going first. Thread-safe.
/// </summary>
public sealed class AnalysisStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AnalysisJob> _jobs = new(StringComparer.Ordinal);
    private readonly LinkedList<AnalysisJob> _finished = new();
    private readonly ServiceOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private long _bytes;

    /// <summary>Makes an empty store that forgets by itself.</summary>
    public AnalysisStore(IOptions<ServiceOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _sweep = time.CreateTimer(_ => Forget(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    /// <summary>How many finished analyses are kept.</summary>
    public int Kept
    {
        get
        {
            lock (_lock)
            {
                return _finished.Count;
            }
        }
    }

    /// <summary>When a finished job is forgotten at the latest.</summary>
    public DateTimeOffset? ExpiryOf(AnalysisJob job) => job.FinishedAt + _options.KeepFor;

    /// <summary>Adds a job that waits.</summary>
    public void Add(AnalysisJob job)
    {
        lock (_lock)
        {
            _jobs.Add(job.Id, job);
        }
    }

    /// <summary>The job of an id; <see langword="null"/> when there is none, or it was forgotten.</summary>
    public AnalysisJob? Find(string id)
    {
        lock (_lock)
        {
            return _jobs.GetValueOrDefault(id) is { } job && !(ExpiryOf(job) <= _time.GetUtcNow()) ? job : null;
        }
    }

    /// <summary>Counts a job that ended among those that are kept, and forgets what is then too much.</summary>
    public void Keep(AnalysisJob job)
    {
        lock (_lock)
        {
            if (_jobs.ContainsKey(job.Id))
            {
                _finished.AddLast(job);
                _bytes += job.Result?.Bytes ?? 0;
            }
        }

        Forget();
    }

    /// <summary>Forgets a job now.</summary>
    public void Remove(AnalysisJob job)
    {
        lock (_lock)
        {
            if (_jobs.Remove(job.Id) && _finished.Remove(job))
            {
                _bytes -= job.Result?.Bytes ?? 0;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _sweep.Dispose();

    private void Forget()
    {
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            // The newest stays whatever it weighs: a result larger than the limit is still the answer to a question.
            while (_finished.First is { } oldest
                && (ExpiryOf(oldest.Value) <= now || _finished.Count > _options.KeptResults || (_bytes > _options.KeptBytes && _finished.Count > 1)))
            {
                Remove(oldest.Value);
            }
        }
    }
}
