namespace RetSam.Biomarkers;

/// <summary>Every measure of phenotypes.</summary>
internal static class PhenotypeMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [.. TessellationMeasures.All, .. MyopiaMeasures.All];
}
