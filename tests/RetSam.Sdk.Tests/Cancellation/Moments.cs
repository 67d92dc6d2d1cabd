using System.Diagnostics;
using RetSam.Sdk.Tests.Diagnostics;

namespace RetSam.Sdk.Tests.Cancellation;

/// <summary>
/// The moments of one call that can be seen from outside, counted: reads and writes of its streams, spans that begin and end, measurements,
/// reports of progress, steps of stages, measures and segmenters. At one of them, and always at the same one, the token is cancelled, on the
/// thread that works.
/// </summary>
internal sealed class Moments : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Telemetry _telemetry;
    private readonly int _at;
    private int _passed;
    private long _cancelled;

    /// <param name="at">The moment, from 0, at which the token is cancelled.</param>
    public Moments(int at)
    {
        _at = at;
        _telemetry = new Telemetry { Heard = Pass };
    }

    public CancellationToken Token => _source.Token;

    /// <summary>How many moments there were so far.</summary>
    public int Passed => Volatile.Read(ref _passed);

    /// <summary>Whether the moment came.</summary>
    public bool Came => Passed > _at;

    /// <summary>The time since the token was cancelled.</summary>
    public TimeSpan SinceCancelled => Stopwatch.GetElapsedTime(Volatile.Read(ref _cancelled));

    /// <summary>What the counters that go up and down were left at; all are 0 when nothing is under way.</summary>
    public int LeftUnderWay => new[] { RetSamTelemetry.ImagesInFlight, RetSamTelemetry.QueueDepth }
        .SelectMany(_telemetry.Of)
        .Sum(m => int.Parse(m.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A moment.</summary>
    public void Pass()
    {
        if (Interlocked.Increment(ref _passed) - 1 == _at)
        {
            Volatile.Write(ref _cancelled, Stopwatch.GetTimestamp());
            _source.Cancel();
        }
    }

    /// <summary>Each report of progress is a moment.</summary>
    public IProgress<T> Progress<T>() => new Told<T>(this);

    /// <summary>A stream to read from; each read is a moment.</summary>
    public Stream Reading(byte[] content) => new ToldStream(content, this);

    /// <summary>A stream to write to; each write and flush is a moment.</summary>
    public MemoryStream Writing() => new ToldSink(this);

    public void Dispose()
    {
        _telemetry.Dispose();
        _source.Dispose();
    }

    private sealed class Told<T>(Moments moments) : IProgress<T>
    {
        public void Report(T value) => moments.Pass();
    }

    /// <summary>At most a thousand bytes a read, so that there are several.</summary>
    private sealed class ToldStream(byte[] content, Moments moments) : MemoryStream(content, writable: false)
    {
        private const int Most = 1000;

        /// <summary>All other reads come here.</summary>
        public override int Read(byte[] buffer, int offset, int count)
        {
            moments.Pass();
            return base.Read(buffer, offset, Math.Min(Most, count));
        }

        /// <summary>Looks at its token before, and not after: as a read that was just answered when the token was cancelled.</summary>
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            return Read(buffer.Span);
        }
    }

    private sealed class ToldSink(Moments moments) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            Write(buffer.Span);
            moments.Pass();
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            moments.Pass();
            return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
        }
    }
}
