namespace RetSam.Biomarkers;

/// <summary>Every measure of the macula.</summary>
internal static class MaculaMeasures
{
    public static IReadOnlyList<Measure> All { get; } = [];
}
