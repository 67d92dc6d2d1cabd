using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace RetSam.Testing;

/// <summary>Which arrays were rented of the shared pools and given back since it began, by the pools' own events.</summary>
internal sealed class RentedBuffers : EventListener
{
    private const int BufferRented = 1;
    private const int BufferReturned = 3;

    private readonly ConcurrentDictionary<(int Buffer, int Pool), (int Length, int Times)> _out = new();
    private readonly int? _thread;
    private int _rented;

    private RentedBuffers(int? thread) => _thread = thread;

    /// <summary>How many were rented.</summary>
    public int Rented => _rented;

    /// <summary>The lengths of those not given back.</summary>
    public IReadOnlyList<int> Lent => [.. _out.Values.Where(b => b.Times > 0).Select(b => b.Length).Order()];

    /// <summary>The lengths of those given back more often than they were rented.</summary>
    public IReadOnlyList<int> ReturnedTwice => [.. _out.Values.Where(b => b.Times < 0).Select(b => b.Length).Order()];

    /// <summary>Looks at what the whole process rents.</summary>
    public static RentedBuffers OfTheProcess() => new(null);

    /// <summary>Looks at what the calling thread rents.</summary>
    public static RentedBuffers OfThisThread() => new(Environment.CurrentManagedThreadId);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId is not (BufferRented or BufferReturned) || (_thread is { } thread && thread != Environment.CurrentManagedThreadId))
        {
            return;
        }

        (int buffer, int length, int pool) = ((int)eventData.Payload![0]!, (int)eventData.Payload[1]!, (int)eventData.Payload[2]!);
        int step = eventData.EventId == BufferRented ? 1 : -1;
        _out.AddOrUpdate((buffer, pool), (length, step), (_, before) => (length, before.Times + step));
        if (step > 0)
        {
            Interlocked.Increment(ref _rented);
        }
    }
}
