namespace RetSam.Biomarkers;

/// <summary>Whether a lesion or phenotype holds the centre of the fovea.</summary>
internal static class FoveaInvolvement
{
    public static Measure Of(string prefix, RetinaClass region) => new ComputedMeasure(
        new MeasureDefinition
        {
            Id = $"{prefix}.at_fovea",
            Name = $"{region.Description}: at the fovea",
            Definition = "1 when the pixel of the fovea's centre belongs to the mask, else 0.",
            Unit = "1",
            Source = "RetSam catalogue of measures, section 3",
            Inputs = MeasureInputs.Region | MeasureInputs.Fovea,
            Region = region,
        },
        context =>
        {
            BinaryMask mask = context.Segmentation.GetMask(region)!;
            (double x, double y) = context.Segmentation.Fovea!.Value;
            double column = Math.Floor(x + 0.5);
            double row = Math.Floor(y + 0.5);
            return column >= 0 && row >= 0 && column < mask.Width && row < mask.Height
                ? MeasureOutcome.Of(mask[(int)column, (int)row] ? 1 : 0)
                : MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The fovea lies outside the photograph.");
        });
}
