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
        .. Counts.Select(description => Of(description, ": the sum of their counts.", (context, union) => Sum(description, context, union))),
        .. OfTheUnion.Select(description => Of(description, ": of their union.", (context, union) => union.Take(description, context))),
    ];

    private static IEnumerable<RegionMeasureDescription> Counts => [RegionMeasures.Count, .. PlaceMeasures.QuadrantCounts];

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

    private static MeasureOutcome Sum(RegionMeasureDescription description, MeasureContext context, RegionUnion union)
    {
        // What the union cannot be asked no class can: the side of the eye.
        MeasureOutcome outcome = description.Compute(context, union.Region);
        if (outcome.Value is null)
        {
            return outcome;
        }

        MeasurementDetail[] counts = union.Contributions(description, context, []);
        double sum = 0;
        foreach (MeasurementDetail count in counts)
        {
            sum += count.Value;
        }

        return MeasureOutcome.Of(sum, outcome.Flags, counts);
    }
}
