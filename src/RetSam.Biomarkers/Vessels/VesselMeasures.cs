namespace RetSam.Biomarkers;

/// <summary>Every measure of section 1 of the catalogue: vessels.</summary>
internal static class VesselMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [];
}
