namespace RetSam.Biomarkers;

/// <summary>Every measure of the macula.</summary>
internal static class MaculaMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        Make(
            "macula.centre.x",
            "Fovea, x",
            "Column of the centre of the fovea; whole numbers are pixel centres, counted from 0 at the left.",
            "px",
            null,
            MeasureInputs.Fovea,
            context => MeasureOutcome.Of(Fovea(context).X)),
        Make(
            "macula.centre.y",
            "Fovea, y",
            "Row of the centre of the fovea; whole numbers are pixel centres, counted from 0 at the top.",
            "px",
            null,
            MeasureInputs.Fovea,
            context => MeasureOutcome.Of(Fovea(context).Y)),
        Make(
            "macula.disc_distance",
            "Disc-fovea distance",
            "Distance between the disc's centroid and the centre of the fovea.",
            "px",
            PhysicalUnit.Micrometre,
            MeasureInputs.Disc | MeasureInputs.Fovea,
            context => MeasureOutcome.Of(Fovea(context).DistanceTo(context.Disc!.Centre), context.NerveHead!.DiscFlags)),
        Make(
            "macula.disc_distance.disc_diameters",
            "Disc-fovea distance in disc diameters",
            "Disc-fovea distance / the disc's equal-area diameter.",
            "1",
            null,
            MeasureInputs.Disc | MeasureInputs.Fovea,
            context => MeasureOutcome.Of(Fovea(context).DistanceTo(context.Disc!.Centre) / (2 * context.Disc.Radius), context.NerveHead!.DiscFlags)),
        Make(
            "macula.disc_angle",
            "Disc-fovea angle",
            "Angle of the line from the disc's centroid to the fovea against the image's horizontal, -90..90; positive when the fovea lies lower than the disc, as it mostly does, in either eye.",
            "deg",
            null,
            MeasureInputs.Disc | MeasureInputs.Fovea,
            Angle),
    ];

    private static MeasureOutcome Angle(MeasureContext context)
    {
        PointD line = Fovea(context) - context.Disc!.Centre;
        MeasurementFlags flags = context.NerveHead!.DiscFlags;
        return line == default
            ? MeasureOutcome.Missing(MeasurementStatus.NoFovea, "The fovea lies on the disc's centre, so there is no disc-fovea line.", flags)
            : MeasureOutcome.Of(Math.Atan2(line.Y, Math.Abs(line.X)) * (180 / Math.PI), flags);
    }

    private static PointD Fovea(MeasureContext context) => context.Segmentation.Fovea!.Value;

    private static ComputedMeasure Make(
        string id,
        string name,
        string definition,
        string unit,
        PhysicalUnit? physicalUnit,
        MeasureInputs inputs,
        Func<MeasureContext, MeasureOutcome> compute)
        => new(
            new MeasureDefinition
            {
                Id = id,
                Name = name,
                Definition = definition,
                Unit = unit,
                PhysicalUnit = physicalUnit,
                Source = MeasureDefinition.OwnSource,
                Inputs = inputs,
            },
            compute);
}
