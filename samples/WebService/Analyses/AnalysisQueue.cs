using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Analyses;

/// <summary>
/// The one queue. A place is taken before a single byte of the photograph is read, so that places bound the memory of uploads too, and a
/// job that is cancelled while it waits gives its place back at once. Thread-safe.
/// </summary>
public sealed class AnalysisQueue(IOptions<ServiceOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<AnalysisJob> _waiting = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly int _workers = options.Value.Workers;
    private int _reserved;
    private double _secondsForOne = 1;

    /// <summary>How many may wait.</summary>
    public int Capacity { get; } = options.Value.QueueLength;

    /// <summary>How many places are taken, by photographs that wait or are being uploaded.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _reserved + _waiting.Count;
            }
        }
    }

    /// <summary>When to ask again after a refusal: about when half the queue is done, 1 to 60 s.</summary>
    public int RetryAfterSeconds => (int)Math.Clamp(Math.Ceiling(_secondsForOne * Capacity / (2.0 * _workers)), 1, 60);

    /// <summary>Takes a place for an upload that is about to be read; <see langword="false"/> when there is none.</summary>
    public bool TryReserve([NotNullWhen(true)] out Place? place)
    {
        lock (_lock)
        {
            place = _reserved + _waiting.Count < Capacity ? new Place(this) : null;
            _reserved += place is null ? 0 : 1;
        }

        return place is not null;
    }

    /// <summary>The number of jobs before this one; <see langword="null"/> when it does not wait.</summary>
    public int? PositionOf(AnalysisJob job)
    {
        lock (_lock)
        {
            int position = 0;
            foreach (AnalysisJob waiting in _waiting)
            {
                if (waiting == job)
                {
                    return position;
                }

                position++;
            }
        }

        return null;
    }

    /// <summary>Takes a job out, when it waits. A worker that was woken for it finds nothing, and waits on.</summary>
    public bool Remove(AnalysisJob job)
    {
        lock (_lock)
        {
            return _waiting.Remove(job);
        }
    }

    /// <summary>Waits for the next job.</summary>
    public async Task<AnalysisJob> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.WaitAsync(cancellationToken);
            lock (_lock)
            {
                if (_waiting.First is { } first)
                {
                    _waiting.RemoveFirst();
                    return first.Value;
                }
            }
        }
    }

    /// <summary>Says how long one analysis took, so that refusals can say when to come again.</summary>
    public void Learn(TimeSpan duration) => _secondsForOne += 0.2 * (duration.TotalSeconds - _secondsForOne);

    /// <inheritdoc />
    public void Dispose() => _available.Dispose();

    private void Release(AnalysisJob? job)
    {
        lock (_lock)
        {
            _reserved--;
            if (job is not null)
            {
                _waiting.AddLast(job);
            }
        }

        if (job is not null)
        {
            _available.Release();
        }
    }

    /// <summary>A place of the queue: filled with a job, or given back by <see cref="Dispose"/>.</summary>
    public sealed class Place(AnalysisQueue queue) : IDisposable
    {
        private bool _gone;

        /// <summary>Lets the job wait in this place.</summary>
        public void Fill(AnalysisJob job) => Leave(job);

        /// <inheritdoc />
        public void Dispose() => Leave(null);

        private void Leave(AnalysisJob? job)
        {
            if (!_gone)
            {
                _gone = true;
                queue.Release(job);
            }
        }
    }
}
