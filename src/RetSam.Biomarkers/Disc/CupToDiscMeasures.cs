namespace RetSam.Biomarkers;

/// <summary>Cup-to-disc ratios.</summary>
internal static class CupToDiscMeasures
{
    private const string Armaly = "Armaly, Arch Ophthalmol 1967;78:35";

    public static IReadOnlyList<Measure> All { get; } =
    [
        Ratio(
            "cdr.horizontal",
            "Horizontal cup-to-disc ratio",
            "Cup width / disc width, both along the disc-fovea axis.",
            Armaly,
            (head, cup) => cup.Width / head.DiscPart.Width,
            head => head.Axes.Flags),
        Ratio(
            "cdr.vertical",
            "Vertical cup-to-disc ratio",
            "Cup height / disc height, both across the disc-fovea axis.",
            Armaly,
            (head, cup) => cup.Height / head.DiscPart.Height,
            head => head.Axes.Flags),
        Ratio(
            "cdr.area",
            "Cup-to-disc area ratio",
            "Cup area / disc area.",
            MeasureDefinition.OwnSource,
            (head, cup) => (double)cup.Moments.Area / head.Disc.Area,
            _ => MeasurementFlags.None),
        Ratio(
            "cdr.max_chord",
            "Cup-to-disc ratio of longest chords",
            "Longest chord of the cup through the disc's centroid / longest chord of the disc through it, over directions half a degree apart.",
            MeasureDefinition.OwnSource,
            (head, cup) => cup.LongestChord / head.DiscPart.LongestChord,
            _ => MeasurementFlags.None),
    ];

    private static Measure Ratio(
        string id,
        string name,
        string definition,
        string source,
        Func<OpticNerveHead, NerveHeadPart, double> read,
        Func<OpticNerveHead, MeasurementFlags> flags)
        => DiscMeasure.OfCup(
            id,
            name,
            definition,
            "1",
            source,
            (head, cup, _) => DiscMeasure.FindTooSmall(head) ?? MeasureOutcome.Of(Math.Min(1, read(head, cup)), head.CupFlags | flags(head)));
}
