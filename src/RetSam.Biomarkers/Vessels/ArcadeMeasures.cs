namespace RetSam.Biomarkers;

/// <summary>The angle between the temporal arcades.</summary>
internal static class ArcadeMeasures
{
    public static Measure For(VesselKind kind)
    {
        var scope = new VesselScope(kind);
        return new ComputedMeasure(
            new MeasureDefinition
            {
                Id = $"{scope.Prefix}.arcade_angle",
                Name = scope.NameOf("arcade angle"),
                Definition = "Angle at the disc's centre between the main superior and the main inferior temporal vessel where they cross the circle around it of 2/3 of the disc-fovea distance; the main vessel of a side is the widest crossing on it, temporal of the centre.",
                Unit = "deg",
                PhysicalUnit = null,
                Source = MeasureDefinition.OwnSource,
                Inputs = scope.Inputs | MeasureInputs.Disc | MeasureInputs.Fovea,
            },
            context => Measure(context, kind));
    }

    private static MeasureOutcome Measure(MeasureContext context, VesselKind kind)
    {
        EyeAxes axes = context.NerveHead!.Axes;
        if (!axes.FromFovea)
        {
            return MeasureOutcome.Missing(MeasurementStatus.NoFovea, "The fovea lies on the disc's centre, so there is no disc-fovea line.");
        }

        PointD centre = context.Disc!.Centre;
        double radius = context.Segmentation.Fovea!.Value.DistanceTo(centre) * (2.0 / 3);
        ArcadeCrossings arcades = ArcadeCrossings.Find(context.GetVesselGraph(kind)!, QuadrantDivision.Around(centre, axes)!.Value, radius);
        return (arcades.Superior, arcades.Inferior) switch
        {
            ({ } superior, { } inferior) => MeasureOutcome.Of(
                superior.Degrees - inferior.Degrees,
                context.NerveHead.DiscFlags | axes.FlagsOfSides,
                [
                    new("radius", radius, "px"),
                    new("superior angle", superior.Degrees, "deg"), new("superior width", superior.Width, "px"),
                    new("inferior angle", -inferior.Degrees, "deg"), new("inferior width", inferior.Width, "px"),
                ]),
            (null, null) => Missing("neither above nor below"),
            (null, _) => Missing("below, but not above"),
            _ => Missing("above, but not below"),
        };

        static MeasureOutcome Missing(string where) => MeasureOutcome.Missing(
            MeasurementStatus.TooFewVessels,
            $"On the temporal side a vessel crosses the circle of 2/3 of the disc-fovea distance {where} the disc-fovea axis.");
    }
}
