namespace RetSam.Biomarkers;

/// <summary>Every measure of the optic disc and cup.</summary>
internal static class DiscMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [.. DiscSizeMeasures.All, .. CupToDiscMeasures.All, .. RimMeasures.All, .. DiscShapeMeasures.All];
}
