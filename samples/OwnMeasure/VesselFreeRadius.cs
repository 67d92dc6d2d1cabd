using RetSam;
using RetSam.Biomarkers;

namespace OwnMeasure;

/// <summary>How far from the fovea the nearest vessel is. The smallest vessels around it are finer than a photograph shows, so this is larger than the true avascular zone.</summary>
internal sealed class VesselFreeRadius() : Measure(new MeasureDefinition
{
    Id = "sample.macula.vessel_free_radius",
    Name = "Vessel-free radius around the fovea",
    Definition = "Distance from the fovea to the centre of the nearest vessel pixel.",
    Unit = "px",
    PhysicalUnit = PhysicalUnit.Micrometre, // given in um as well when the scale is known
    Source = "samples/OwnMeasure",
    Inputs = MeasureInputs.Vessel | MeasureInputs.Fovea, // either missing: a status before Compute is asked
})
{
    protected override MeasureOutcome Compute(MeasureContext context)
    {
        PointD fovea = context.Segmentation.Fovea!.Value;
        double nearest = double.PositiveInfinity;
        foreach (MaskRun run in context.GetVesselMask(VesselKind.Vessel)!.EnumerateRuns())
        {
            // A run is a piece of a row: its nearest pixel is the one that is nearest in x.
            double x = Math.Clamp(Math.Round(fovea.X), run.Start, run.End - 1);
            nearest = Math.Min(nearest, fovea.DistanceTo(new PointD(x, run.Y)));
        }

        return double.IsFinite(nearest)
            ? MeasureOutcome.Of(nearest)
            : MeasureOutcome.Missing(MeasurementStatus.NoVessels, "Vessels were looked for and none was found, so nothing is nearest to the fovea.");
    }
}
