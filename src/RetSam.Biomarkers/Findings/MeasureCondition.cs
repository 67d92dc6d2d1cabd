namespace RetSam.Biomarkers;

/// <summary>A measured value compared with a threshold, in the threshold's unit.</summary>
internal sealed class MeasureCondition(string measure, FindingComparison comparison, double threshold, string unit, string source) : Condition
{
    public string Measure { get; } = measure;

    public string Unit { get; } = unit;

    public override IEnumerable<MeasureCondition> Comparisons => [this];

    public override Verdict Judge(IReadOnlyDictionary<string, Measurement> measurements)
    {
        if (!measurements.TryGetValue(Measure, out Measurement? measurement))
        {
            return Missing("It was not measured.");
        }

        if (measurement.Value is not { } value)
        {
            return Missing(measurement.Reason!);
        }

        if (measurement.Unit == Unit)
        {
            return Compare(value);
        }

        return measurement.Physical is { } physical && physical.Unit == Unit ? Compare(physical.Value)
            : measurement.Definition.PhysicalUnit?.Ucum == Unit
                ? Missing($"Micrometres per pixel are not known: it is measured in {measurement.Unit}, the rule asks for {Unit}.")
                : Missing($"It is measured in {measurement.Unit}, the rule asks for {Unit}.");
    }

    private Verdict Missing(string reason) => Verdict.Unknown(new FindingGap(Measure, reason));

    private Verdict Compare(double value)
    {
        bool holds = comparison switch
        {
            FindingComparison.Less => value < threshold,
            FindingComparison.LessOrEqual => value <= threshold,
            FindingComparison.Greater => value > threshold,
            FindingComparison.GreaterOrEqual => value >= threshold,
            _ => value == threshold,
        };
        return Verdict.Known(new FindingEvidence(Measure, value, comparison, threshold, Unit, holds, source));
    }
}
