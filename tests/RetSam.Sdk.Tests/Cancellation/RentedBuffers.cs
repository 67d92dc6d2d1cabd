using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace RetSam.Sdk.Tests.Cancellation;

/// <summary>Which buffers of the shared pools are lent out, in the whole process.</summary>
internal sealed class RentedBuffers : EventListener
{
    private const int Rented = 1;
    private const int Returned = 3;

    private readonly ConcurrentDictionary<int, int> _lent = new();

    /// <summary>The lengths of those lent out since this listener began, and not given back.</summary>
    public IReadOnlyList<int> Lent => [.. _lent.Values.Order()];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        switch (eventData.EventId)
        {
            case Rented:
                _lent[(int)eventData.Payload![0]!] = (int)eventData.Payload[1]!;
                break;
            case Returned:
                _lent.TryRemove((int)eventData.Payload![0]!, out _);
                break;
        }
    }
}
