namespace RetSam.Biomarkers;

/// <summary>Every measure of lesions and phenotypes.</summary>
internal static class LesionMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [];
}
