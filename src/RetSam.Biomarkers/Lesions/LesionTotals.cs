namespace RetSam.Biomarkers;

/// <summary>
/// The measures of all lesions together. Areas are those of the union, in which a pixel of two classes counts once; the count is the sum of
/// the classes' counts. The details say which classes were looked for and what each contributes.
/// </summary>
internal static class LesionTotals
{
    private const string Which = " Over every lesion class that was looked for, imaging artifacts left out";

    public static IReadOnlyList<Measure> All { get; } =
    [
        Of(RegionMeasures.Count, ": the sum of their counts.", TakeCount),
        .. OfTheUnion.Select(description => Of(description, ": of their union.", (context, union) => union.Take(description, context))),
    ];

    private static IEnumerable<RegionMeasureDescription> OfTheUnion =>
        [RegionMeasures.Area, RegionMeasures.Coverage, .. PlaceMeasures.Quadrants, .. PlaceMeasures.Sectors, SeverityMeasures.Severity];

    private static ComputedMeasure Of(RegionMeasureDescription description, string how, Func<MeasureContext, RegionUnion, MeasureOutcome> compute) => new(
        description.Define($"lesion.total.{description.Id}", $"All lesions: {description.Name}", region: null) with
        {
            Definition = description.Definition + Which + how,
        },
        context => context.Lesions is { } union
            ? compute(context, union)
            : MeasureOutcome.Missing(MeasurementStatus.NotPredicted, "No lesion mask was given and no model looked for lesions."));

    private static MeasureOutcome TakeCount(MeasureContext context, RegionUnion union)
    {
        MeasurementDetail[] counts = union.Contributions(RegionMeasures.Count, context);
        return MeasureOutcome.Of(counts.Sum(count => count.Value), details: counts);
    }
}
