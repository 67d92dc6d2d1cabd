namespace RetSam;

/// <summary>The stages of an analyzer, the outermost first. Immutable; thread-safe as far as the stages are.</summary>
internal sealed class StageChain(IReadOnlyList<(RetinaStage Stage, bool Owned)> stages) : IDisposable
{
    /// <summary>The classes that stages look for.</summary>
    public IEnumerable<RetinaClass> AddedClasses => stages.SelectMany(s => s.Stage.AddedClasses);

    /// <summary>A record of each stage for one photograph.</summary>
    public StageRecord[] Begin() => [.. stages.Select(s => new StageRecord(s.Stage))];

    /// <summary>Sends a photograph through all stages to the segmenter.</summary>
    public static RetinaSegmentation Segment(
        StageRecord[] records, SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> innermost)
        => records.Reverse().Aggregate(innermost, (next, record) => r =>
        {
            r.CancellationToken.ThrowIfCancellationRequested();
            return record.Stage.Segment(r with { Record = record }, next) ?? throw ReturnedNothing(record);
        })(request);

    /// <summary>Sends masks through all stages to the measures, and puts the stages into the report.</summary>
    public static RetinaReport Measure(StageRecord[] records, MeasuringRequest request, Func<MeasuringRequest, RetinaReport> innermost)
    {
        RetinaReport report = records.Reverse().Aggregate(innermost, (next, record) => r =>
        {
            r.CancellationToken.ThrowIfCancellationRequested();
            return record.Stage.Measure(r with { Record = record }, next) ?? throw ReturnedNothing(record);
        })(request);
        return records.Length == 0
            ? report
            : report with { Segmentation = report.Segmentation with { Stages = [.. records.Select(r => new ReportStage(r.Stage.Name, r.Note))] } };
    }

    /// <summary>Disposes the stages that are owned.</summary>
    public void Dispose()
    {
        foreach ((RetinaStage stage, bool owned) in stages)
        {
            if (owned)
            {
                stage.Dispose();
            }
        }
    }

    private static InvalidOperationException ReturnedNothing(StageRecord record)
        => new($"The stage '{record.Stage.Name}' returned null; a stage returns what the next one gave it, or something in its place.");
}
