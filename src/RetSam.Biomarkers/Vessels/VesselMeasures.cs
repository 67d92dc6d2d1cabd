namespace RetSam.Biomarkers;

/// <summary>Every measure of section 1 of the catalogue: vessels.</summary>
internal static class VesselMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        .. CalibreEquivalentMeasures.All,
        .. VesselMeasure.Kinds.SelectMany(ForKind),
    ];

    private static IEnumerable<Measure> ForKind(VesselKind kind) =>
    [
        .. ExtentMeasures.For(kind),
        .. CalibreMeasures.For(kind),
        .. TortuosityMeasures.For(kind),
        .. FractalMeasures.For(kind),
        .. TopologyMeasures.For(kind),
        .. BifurcationMeasures.For(kind),
    ];
}
