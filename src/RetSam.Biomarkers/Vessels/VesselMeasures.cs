namespace RetSam.Biomarkers;

/// <summary>Every measure of vessels.</summary>
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
        .. ForScope(new VesselScope(kind)),
        .. TopologyMeasures.For(kind),
        .. BifurcationMeasures.For(kind),
        ArcadeMeasures.For(kind),
        .. Sectors.All.Select(sector => new VesselScope(kind, sector)).SelectMany(ForSector),
    ];

    private static IEnumerable<Measure> ForSector(VesselScope scope) => [.. ExtentMeasures.ForSector(scope), .. ForScope(scope)];

    private static IEnumerable<Measure> ForScope(VesselScope scope) =>
    [
        .. CalibreMeasures.For(scope),
        .. TortuosityMeasures.For(scope),
        .. FractalMeasures.For(scope),
    ];
}
