namespace RetSam.Biomarkers;

/// <summary>Where on the retina a lesion lies, as seen from the fovea: quadrants, the sectors of the ETDRS grid, distances.</summary>
internal static class PlaceMeasures
{
    private const string NoSide = "Neither the optic disc nor the laterality is known, so nothing says which side is temporal: give the laterality.";

    public static IReadOnlyList<RegionMeasureDescription> Quadrants { get; } = [.. QuadrantDivision.All.Select(InQuadrant)];

    public static IReadOnlyList<RegionMeasureDescription> QuadrantCounts { get; } = [.. QuadrantDivision.All.Select(CountInQuadrant)];

    public static IReadOnlyList<RegionMeasureDescription> Sectors { get; } = [.. EtdrsGrid.All.Select(InSector)];

    public static IReadOnlyList<RegionMeasureDescription> Distances { get; } =
    [
        new(
            "distance_to_fovea.min",
            "least distance to the fovea",
            "Distance from the centre of the fovea to the nearest point of any object, pixels taken as unit squares; 0 when an object covers the fovea.",
            "px",
            (context, region) => MeasureOutcome.Of(region.FindNearest(context.Segmentation.Fovea!.Value)))
        {
            Inputs = MeasureInputs.Fovea,
            NeedsObjects = true,
        },
        new(
            "distance_to_fovea.mean",
            "mean distance to the fovea",
            "Mean over the objects of the distance from the centre of the fovea to their centroids.",
            "px",
            (context, region) => MeasureOutcome.Of(region.FindMeanDistance(context.Segmentation.Fovea!.Value)))
        {
            Inputs = MeasureInputs.Fovea,
            NeedsObjects = true,
        },
    ];

    private const string Division = "the quadrant around the centre of the fovea, divided along the disc-fovea axis and across it (without a disc, along the image's axes).";

    private static RegionMeasureDescription InQuadrant(Quadrant quadrant) => new(
        $"quadrant.{QuadrantDivision.Key(quadrant)}",
        $"area, {TitleOf(quadrant)}",
        $"Pixels in {Division}",
        "px2",
        (context, region) => context.GetFoveaQuadrants() is { } quadrants
            ? MeasureOutcome.Of(region.CountByQuadrant(quadrants)[(int)quadrant], context.FoveaAxes.FlagsOfSides)
            : MeasureOutcome.Missing(MeasurementStatus.NoLaterality, NoSide))
    {
        Inputs = MeasureInputs.Fovea,
    };

    private static RegionMeasureDescription CountInQuadrant(Quadrant quadrant) => new(
        $"quadrant.{QuadrantDivision.Key(quadrant)}.count",
        $"count, {TitleOf(quadrant)}",
        $"Number of 8-connected objects with their centroid in {Division}",
        "1",
        (context, region) => QuadrantDivision.Around(context.Segmentation.Fovea!.Value, context.FoveaAxes) is { } division
            ? MeasureOutcome.Of(region.CountObjects(division, quadrant), context.FoveaAxes.FlagsOfSides)
            : MeasureOutcome.Missing(MeasurementStatus.NoLaterality, NoSide))
    {
        Inputs = MeasureInputs.Fovea,
    };

    private static string TitleOf(Quadrant quadrant) => $"{QuadrantDivision.Key(quadrant).Replace('_', ' ')} quadrant";

    private static RegionMeasureDescription InSector(EtdrsSector sector) => new(
        $"etdrs.{EtdrsGrid.Key(sector)}",
        $"area, ETDRS {EtdrsGrid.Key(sector).Replace('_', ' ')}",
        "Pixels in the sector of the grid of 1, 3 and 6 mm diameter around the centre of the fovea, its sectors at 45 degrees to the disc-fovea axis (without a disc, to the image's axes); without a scale, a disc is taken to be 1500 um across.",
        "px2",
        (context, region) => context.GetMaculaGrid(out MeasureOutcome missing) is { } grid ? TakeSector(grid, region, sector) : missing)
    {
        Source = "ETDRS report 10, Ophthalmology 1991;98:786",
        Inputs = MeasureInputs.Fovea,
    };

    private static MeasureOutcome TakeSector(MaculaGrid grid, Region region, EtdrsSector sector)
    {
        double coverage = grid.CoverageOf(sector);
        MeasurementFlags flags = grid.Flags | ZoneCoverage.FlagOf(coverage);
        return EtdrsGrid.HasSide(sector) && !grid.KnowsSides ? MeasureOutcome.Missing(MeasurementStatus.NoLaterality, NoSide, flags)
            : coverage == 0 ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The sector lies outside the field of view.", flags)
            : MeasureOutcome.Of(region.CountBySector(grid)[(int)sector], flags, grid.DetailsOf(sector));
    }
}
