namespace RetSam.Biomarkers;

/// <summary>Every measure of lesions.</summary>
internal static class LesionMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [.. LesionClasses.All.SelectMany(ForClass), .. LesionTotals.All];

    /// <summary>What is measured of every class; described once, so that classes differ in their names only.</summary>
    private static IEnumerable<RegionMeasureDescription> OfEveryClass =>
    [
        RegionMeasures.Count,
        RegionMeasures.Area,
        RegionMeasures.Coverage,
        RegionMeasures.MeanSize,
        RegionMeasures.Largest,
        .. SizeMeasures.All,
        ObjectShapeMeasures.Circularity("shape.circularity"),
        ObjectShapeMeasures.AspectRatio("shape.aspect_ratio"),
        .. PlaceMeasures.Quadrants,
        .. PlaceMeasures.QuadrantCounts,
        .. PlaceMeasures.Sectors,
        .. PlaceMeasures.Distances,
        SeverityMeasures.Severity,
    ];

    private static IEnumerable<Measure> ForClass(RetinaClass lesion) => OfEveryClass.Select(description => RegionMeasure.Of($"lesion.{lesion.Key}", lesion, description));
}
