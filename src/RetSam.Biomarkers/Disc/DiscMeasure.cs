namespace RetSam.Biomarkers;

/// <summary>Makes measures of the optic nerve head from a few words and a function.</summary>
internal static class DiscMeasure
{
    /// <summary>Discs under this many pixels have an area but no shape worth a number.</summary>
    public const int LeastArea = 12;

    /// <summary>A measure of the disc alone.</summary>
    public static Measure OfDisc(string id, string name, string definition, string unit, string source, Func<OpticNerveHead, MeasureOutcome> compute, MeasureInputs more = MeasureInputs.None)
        => Make(id, name, definition, unit, source, MeasureInputs.Disc | more, (head, _) => compute(head));

    /// <summary>A measure of disc and cup.</summary>
    public static Measure OfCup(string id, string name, string definition, string unit, string source, Func<OpticNerveHead, NerveHeadPart, MeasureContext, MeasureOutcome> compute)
        => Make(
            id,
            name,
            definition,
            unit,
            source,
            MeasureInputs.Disc | MeasureInputs.Cup,
            (head, context) => head.Cup is { } cup
                ? compute(head, cup, context)
                : MeasureOutcome.Missing(MeasurementStatus.NoCup, "No part of the cup mask lies inside the disc."));

    /// <summary>Says that a disc is too small for a shape; <see langword="null"/> when it is not.</summary>
    public static MeasureOutcome? FindTooSmall(OpticNerveHead head) => head.Disc.Area >= LeastArea
        ? null
        : MeasureOutcome.Missing(MeasurementStatus.TooSmall, $"The disc has {head.Disc.Area} px2; its shape needs at least {LeastArea}.", head.DiscFlags);

    private static ComputedMeasure Make(
        string id,
        string name,
        string definition,
        string unit,
        string source,
        MeasureInputs inputs,
        Func<OpticNerveHead, MeasureContext, MeasureOutcome> compute)
        => new(
            new MeasureDefinition
            {
                Id = id,
                Name = name,
                Definition = definition,
                Unit = unit,
                PhysicalUnit = PhysicalUnit.Behind(unit),
                Source = source,
                Inputs = inputs,
            },
            context => compute(context.NerveHead!, context));
}
