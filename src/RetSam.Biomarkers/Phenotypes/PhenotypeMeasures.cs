namespace RetSam.Biomarkers;

/// <summary>Every measure of section 3 of the catalogue: phenotypes.</summary>
internal static class PhenotypeMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [.. TessellationMeasures.All, .. MyopiaMeasures.All];
}
