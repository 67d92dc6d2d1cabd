using System.Diagnostics.Metrics;
using RetSam.Diagnostics;

namespace RetSam.Core.Tests.Diagnostics;

public class QueueDepthTests
{
    [Fact]
    public void A_queue_tells_who_joins_and_who_leaves()
    {
        var heard = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == RetSamTelemetry.MeterName && instrument.Name == RetSamTelemetry.QueueDepth)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => heard.Add($"{value} {tags[0].Key}={tags[0].Value}"));
        listener.Start();
        RetSamDiagnostics.ChangeQueueDepth("infer", 1);
        RetSamDiagnostics.ChangeQueueDepth("infer", -1);
        Assert.Equal(["1 queue=infer", "-1 queue=infer"], heard);
    }
}
