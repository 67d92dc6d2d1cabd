namespace RetSam.Biomarkers;

/// <summary>How many objects a mask holds and how large they are.</summary>
internal static class RegionMeasures
{
    public static RegionMeasureDescription Count { get; } = new(
        "count", "count", "Number of 8-connected objects.", "1",
        (_, region) => MeasureOutcome.Of(region.Count));

    public static RegionMeasureDescription Area { get; } = new(
        "area", "area", "Pixels of all objects.", "px2",
        (_, region) => MeasureOutcome.Of(region.Area));

    public static RegionMeasureDescription Coverage { get; } = new(
        "coverage", "coverage", "Pixels inside the field of view / area of the field of view.", "1", TakeCoverage);

    public static RegionMeasureDescription MeanSize { get; } = new(
        "mean_size", "mean size", "Area / count.", "px2",
        (_, region) => MeasureOutcome.Of((double)region.Area / region.Count)) { NeedsObjects = true };

    public static RegionMeasureDescription Largest { get; } = new(
        "largest", "largest", "Pixels of the largest object.", "px2",
        (_, region) => MeasureOutcome.Of(region.Largest)) { NeedsObjects = true };

    public static MeasureOutcome TakeCoverage(MeasureContext context, Region region) => context.FieldOfView.Area == 0
        ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The field of view is empty.")
        : MeasureOutcome.Of(
            (double)region.AreaInView / context.FieldOfView.Area,
            context.FieldOfView.Origin == FieldOfViewOrigin.WholeFrame ? MeasurementFlags.WholeFrameAsFieldOfView : MeasurementFlags.None);
}
