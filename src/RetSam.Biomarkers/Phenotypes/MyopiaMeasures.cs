namespace RetSam.Biomarkers;

/// <summary>The atrophies of the myopic eye.</summary>
internal static class MyopiaMeasures
{
    /// <summary>The classes that count as myopic atrophy.</summary>
    public static IReadOnlyList<RetinaClass> Classes { get; } = [RetinaClass.ArcLesion, RetinaClass.DiffuseAtrophy, RetinaClass.PatchyAtrophy];

    private static RegionMeasureDescription PpaDiscRatio { get; } = new(
        "ppa_disc_ratio",
        "area / disc area",
        "Pixels of the arc lesion (peripapillary atrophy) / pixels of the disc.",
        "1",
        (context, region) => MeasureOutcome.Of((double)region.Area / context.Disc!.Area, context.NerveHead!.DiscFlags))
    {
        Inputs = MeasureInputs.Disc,
    };

    private static RegionMeasureDescription AtFovea { get; } = new(
        "at_fovea",
        "at the fovea",
        "1 when the pixel of the fovea's centre belongs to the mask, else 0.",
        "1",
        (context, _) => HoldsFovea(context, RetinaClass.PatchyAtrophy))
    {
        Inputs = MeasureInputs.Fovea,
    };

    public static IReadOnlyList<Measure> All { get; } =
    [
        .. Classes.SelectMany(OfClass),
        RegionMeasure.Of("myopia.patchy_atrophy", RetinaClass.PatchyAtrophy, AtFovea),
        new ComputedMeasure(
            RegionMeasures.Coverage.Define("myopia.coverage", "Myopic atrophy: coverage", region: null) with
            {
                Definition = "Pixels inside the field of view / area of the field of view, of the union of the arc lesion, diffuse and patchy atrophy, as far as they were looked for.",
            },
            Coverage),
        RegionMeasure.Of("myopia", RetinaClass.ArcLesion, PpaDiscRatio),
    ];

    private static IEnumerable<Measure> OfClass(RetinaClass atrophy) => new[] { RegionMeasures.Count, RegionMeasures.Area, RegionMeasures.Coverage }
        .Select(description => RegionMeasure.Of($"myopia.{atrophy.Key}", atrophy, description));

    private static MeasureOutcome HoldsFovea(MeasureContext context, RetinaClass atrophy)
    {
        BinaryMask mask = context.Segmentation.GetMask(atrophy)!;
        (double x, double y) = context.Segmentation.Fovea!.Value;
        double column = Math.Floor(x + 0.5);
        double row = Math.Floor(y + 0.5);
        return column >= 0 && row >= 0 && column < mask.Width && row < mask.Height
            ? MeasureOutcome.Of(mask[(int)column, (int)row] ? 1 : 0)
            : MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The fovea lies outside the photograph.");
    }

    private static MeasureOutcome Coverage(MeasureContext context) => context.Atrophies is { } union
        ? union.Take(RegionMeasures.Coverage, context)
        : MeasureOutcome.Missing(MeasurementStatus.NotPredicted, "No mask of myopic atrophy was given and no model looked for it.");
}
