namespace RetSam;

/// <summary>Finds what is known of a measure's repeatability for masks of one origin: the table that covers most first.</summary>
/// <param name="segmentation">Where the masks of both reports come from.</param>
/// <param name="own">The caller's own table.</param>
internal sealed class RepeatabilityFinder(ReportSegmentation segmentation, RepeatabilityTable? own)
{
    /// <summary>1.96 sqrt(2): the difference of two repetitions stays below this many within-subject standard deviations in 19 of 20 cases.</summary>
    private static readonly double Coefficient = 1.96 * Math.Sqrt(2);

    private readonly RepeatabilityTable? _own = own is not null && Holds(own, segmentation) ? own : null;

    /// <summary>The repeatability for a change; <see langword="null"/> when nothing is known.</summary>
    public Repeatability? Find(MeasureChange change, ReportMeasurement first, ReportMeasurement second)
    {
        if (Of(_own, change) is { } given)
        {
            return given;
        }

        Repeatability? measuring = Of(RepeatabilityTable.Measuring, change);
        if (EdgesOf(change, first, second) is not { } edges)
        {
            return measuring;
        }

        return new Repeatability(
            Math.Max(edges, measuring?.Coefficient ?? 0),
            RepeatabilityCoverage.Edges,
            "The intervals of both reports over probability thresholds overlap up to here, or measuring alone scatters so far, whichever is more.");
    }

    private static bool Holds(RepeatabilityTable table, ReportSegmentation segmentation)
        => table.Source is null || (table.Source == segmentation.Source && table.ModelSha256 == segmentation.Model?.Sha256);

    private static Repeatability? Of(RepeatabilityTable? table, MeasureChange change)
    {
        if (table?.Find(change.Id) is not { } entry)
        {
            return null;
        }

        // Lengths in other units scatter in proportion to themselves.
        double? sd = entry.Unit == change.Unit ? entry.Sd : entry.Cv * (Math.Abs(change.First!.Value) + Math.Abs(change.Second!.Value)) / 2;
        return sd is { } known ? new Repeatability(Coefficient * known, table.Covers, table.Method) : null;
    }

    /// <summary>How far two values may lie apart while their intervals touch; <see langword="null"/> without both intervals, or where a value is too small for its factor.</summary>
    private static double? EdgesOf(MeasureChange change, ReportMeasurement first, ReportMeasurement second)
    {
        if (first is not { Low: { } firstLow, High: { } firstHigh, Value: { } before } || second is not { Low: { } secondLow, High: { } secondHigh, Value: { } after })
        {
            return null;
        }

        // The parts of the intervals that face each other, in the change's unit. Micrometres are pixels times a factor of each photograph's own.
        double firstFactor = FactorOf(first, before);
        double secondFactor = FactorOf(second, after);
        double edges = change.Change >= 0
            ? (firstHigh - before) * firstFactor + (after - secondLow) * secondFactor
            : (before - firstLow) * firstFactor + (secondHigh - after) * secondFactor;
        return double.IsFinite(edges) ? edges : null;

        double FactorOf(ReportMeasurement measurement, double value)
            => change.Unit != measurement.Unit && measurement.Physical is { } physical && value != 0 ? physical.Value / value : 1;
    }
}
