namespace RetSam.Biomarkers;

/// <summary>The measures of one lesion or phenotype class. A mask that is there and empty measures 0, with a value: none was found.</summary>
internal static class RegionMeasures
{
    private const string Catalogue = "RetSam catalogue of measures, sections 3 and 4";

    public static Measure Count(string prefix, RetinaClass region) => Make(
        $"{prefix}.count",
        $"{region.Description}: count",
        "Number of 8-connected objects.",
        "1",
        region,
        (summary, _) => MeasureOutcome.Of(summary.Count));

    public static Measure Area(string prefix, RetinaClass region) => Make(
        $"{prefix}.area",
        $"{region.Description}: area",
        "Pixels of all objects.",
        "px2",
        region,
        (summary, _) => MeasureOutcome.Of(summary.Area));

    public static Measure Coverage(string prefix, RetinaClass region) => Make(
        $"{prefix}.coverage",
        $"{region.Description}: coverage",
        "Pixels inside the field of view / area of the field of view.",
        "1",
        region,
        (summary, context) => context.FieldOfView.Area == 0
            ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The field of view is empty.")
            : MeasureOutcome.Of(
                (double)summary.AreaInView / context.FieldOfView.Area,
                context.FieldOfView.Origin == FieldOfViewOrigin.WholeFrame ? MeasurementFlags.WholeFrameAsFieldOfView : MeasurementFlags.None));

    public static Measure MeanSize(string prefix, RetinaClass region) => Make(
        $"{prefix}.mean_size",
        $"{region.Description}: mean size",
        "Area / count.",
        "px2",
        region,
        (summary, _) => summary.Count == 0 ? NoneFound(region) : MeasureOutcome.Of((double)summary.Area / summary.Count));

    public static Measure Largest(string prefix, RetinaClass region) => Make(
        $"{prefix}.largest",
        $"{region.Description}: largest",
        "Pixels of the largest object.",
        "px2",
        region,
        (summary, _) => summary.Count == 0 ? NoneFound(region) : MeasureOutcome.Of(summary.Largest));

    private static MeasureOutcome NoneFound(RetinaClass region)
        => MeasureOutcome.Missing(MeasurementStatus.NoneFound, $"The {region} mask is empty: none was found, so there is no size.");

    private static ComputedMeasure Make(
        string id,
        string name,
        string definition,
        string unit,
        RetinaClass region,
        Func<RegionSummary, MeasureContext, MeasureOutcome> compute)
        => new(
            new MeasureDefinition
            {
                Id = id,
                Name = name,
                Definition = definition,
                Unit = unit,
                PhysicalUnit = PhysicalUnit.Behind(unit),
                Source = Catalogue,
                Inputs = MeasureInputs.Region,
                Region = region,
            },
            context => compute(context.GetRegion(region), context));
}
