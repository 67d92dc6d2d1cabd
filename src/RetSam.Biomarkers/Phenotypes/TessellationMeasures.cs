namespace RetSam.Biomarkers;

/// <summary>Tessellated fundus: how much of it, of what shape, how far spread, and how dense at the macula and around the disc.</summary>
internal static class TessellationMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        .. new[]
        {
            RegionMeasures.Area,
            RegionMeasures.Coverage,
            RegionMeasures.Count,
            ObjectShapeMeasures.Circularity("circularity"),
            ObjectShapeMeasures.AspectRatio("aspect_ratio"),
            new(
                "centroid_dispersion",
                "dispersion of centroids",
                "Mean distance of the objects' centroids to their mean, each object counting once.",
                "px",
                (_, region) => MeasureOutcome.Of(Dispersion(region)))
            {
                NeedsObjects = true,
            },
            new(
                "centroid_dispersion.disc_diameters",
                "dispersion of centroids in disc diameters",
                "Mean distance of the objects' centroids to their mean, each object counting once / the disc's equal-area diameter.",
                "1",
                (context, region) => MeasureOutcome.Of(Dispersion(region) / (2 * context.Disc!.Radius), context.NerveHead!.DiscFlags))
            {
                Inputs = MeasureInputs.Disc,
                NeedsObjects = true,
            },
            new(
                "density.macula",
                "density at the macula",
                "Share of the 6 mm circle of the ETDRS grid around the fovea that is tessellated, of what lies inside the field of view; without a scale, a disc is taken to be 1500 um across.",
                "1",
                AtMacula)
            {
                Source = "ETDRS report 10, Ophthalmology 1991;98:786 (the circle)",
                Inputs = MeasureInputs.Fovea,
            },
            Around("density.disc", "density around the disc", "the ring from the disc's margin to half a disc diameter from it (R to 2R around its centroid)", 1, 2),
            Around("density.zone", "density in zone C", "zone C, from half to two disc diameters from the disc's margin (2R to 5R around its centroid)", 2, 5),
        }.Select(description => RegionMeasure.Of("tessellation", RetinaClass.Tessellation, description)),
    ];

    private static double Dispersion(Region region) => region.FindMeanDistance(region.FindMeanCentroid());

    private static MeasureOutcome AtMacula(MeasureContext context, Region region)
    {
        if (context.GetMaculaGrid(out MeasureOutcome missing) is not { } grid)
        {
            return missing;
        }

        Span<long> tessellated = stackalloc long[EtdrsGrid.All.Count];
        grid.Map.Count(region.InView, tessellated);
        long sum = 0;
        foreach (long pixels in tessellated)
        {
            sum += pixels;
        }

        return Share(sum, grid.AreaInView, grid.Coverage, grid.Flags);
    }

    private static RegionMeasureDescription Around(string id, string name, string where, double inner, double outer) => new(
        id,
        name,
        $"Share of {where} that is tessellated, of what lies inside the field of view.",
        "1",
        (context, region) =>
        {
            DiscGeometry disc = context.Disc!;
            var ring = new AnnularZone(disc.Centre, inner * disc.Radius, outer * disc.Radius);
            double coverage = ring.CoverageBy(context.FieldOfView.Mask);
            return Share(ring.CoverageBy(region.InView), coverage, coverage, context.NerveHead!.DiscFlags);
        })
    {
        Inputs = MeasureInputs.Disc,
    };

    private static MeasureOutcome Share(double tessellated, double seen, double coverage, MeasurementFlags flags)
    {
        flags |= ZoneCoverage.FlagOf(coverage);
        return seen == 0
            ? MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "The zone lies outside the field of view.", flags)
            : MeasureOutcome.Of(tessellated / seen, flags, [ZoneCoverage.DetailOf(coverage)]);
    }
}
