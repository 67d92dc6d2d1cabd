namespace RetSam.Biomarkers;

/// <summary>Areas and extents of disc, cup and rim.</summary>
internal static class DiscSizeMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        DiscMeasure.OfDisc(
            "disc.area",
            "Disc area",
            "Pixels of the largest object of the disc mask.",
            "px2",
            MeasureDefinition.OwnSource,
            head => MeasureOutcome.Of(head.Disc.Area, head.DiscFlags)),
        DiscMeasure.OfCup(
            "cup.area",
            "Cup area",
            "Pixels of the largest object of the cup mask inside the disc.",
            "px2",
            MeasureDefinition.OwnSource,
            (head, cup, _) => MeasureOutcome.Of(cup.Moments.Area, head.CupFlags)),
        DiscMeasure.OfCup(
            "rim.area",
            "Rim area",
            "Disc area less cup area.",
            "px2",
            MeasureDefinition.OwnSource,
            (head, cup, _) => MeasureOutcome.Of(head.Disc.Area - cup.Moments.Area, head.CupFlags)),
        DiscMeasure.OfCup(
            "rim.disc_area_ratio",
            "Rim-to-disc area ratio",
            "Rim area / disc area.",
            "1",
            MeasureDefinition.OwnSource,
            (head, cup, _) => MeasureOutcome.Of((double)(head.Disc.Area - cup.Moments.Area) / head.Disc.Area, head.CupFlags)),
        Extent("disc.width", "Disc width", "along the disc-fovea axis", part => part.Width),
        Extent("disc.height", "Disc height", "across the disc-fovea axis", part => part.Height),
        CupExtent("cup.width", "Cup width", "along the disc-fovea axis", part => part.Width),
        CupExtent("cup.height", "Cup height", "across the disc-fovea axis", part => part.Height),
    ];

    private static Measure Extent(string id, string name, string direction, Func<NerveHeadPart, double> read) => DiscMeasure.OfDisc(
        id,
        name,
        $"The extent of the disc's sub-pixel outline {direction}; along the image's axes, flagged, when the fovea is not known.",
        "px",
        MeasureDefinition.OwnSource,
        head => MeasureOutcome.Of(read(head.DiscPart), head.DiscFlags | head.Axes.Flags));

    private static Measure CupExtent(string id, string name, string direction, Func<NerveHeadPart, double> read) => DiscMeasure.OfCup(
        id,
        name,
        $"The extent of the sub-pixel outline of the cup inside the disc {direction}; along the image's axes, flagged, when the fovea is not known.",
        "px",
        MeasureDefinition.OwnSource,
        (head, cup, _) => MeasureOutcome.Of(read(cup), head.CupFlags | head.Axes.Flags));
}
