namespace RetSam.Biomarkers;

/// <summary>What a grade asks of the measured values.</summary>
internal abstract class Condition
{
    /// <summary>The comparisons that this condition is made of.</summary>
    public abstract IEnumerable<MeasureCondition> Comparisons { get; }

    public abstract Verdict Judge(IReadOnlyDictionary<string, Measurement> measurements);
}

/// <summary>At least some of several conditions hold: all of them, any of them, or so many.</summary>
internal sealed class CountCondition(int least, IReadOnlyList<Condition> of) : Condition
{
    public override IEnumerable<MeasureCondition> Comparisons => of.SelectMany(c => c.Comparisons);

    public override Verdict Judge(IReadOnlyDictionary<string, Measurement> measurements)
    {
        Verdict[] verdicts = [.. of.Select(c => c.Judge(measurements))];
        bool? holds = verdicts.Count(v => v.Holds == true) >= least ? true
            : verdicts.Count(v => v.Holds != false) < least ? false
            : null;

        // Only the parts that came out as the whole did have decided it.
        Verdict[] decisive = [.. verdicts.Where(v => v.Holds == holds)];
        return new Verdict(holds, [.. decisive.SelectMany(v => v.Evidence)], [.. decisive.SelectMany(v => v.Missing)]);
    }
}

/// <summary>A condition does not hold.</summary>
internal sealed class NotCondition(Condition inner) : Condition
{
    public override IEnumerable<MeasureCondition> Comparisons => inner.Comparisons;

    public override Verdict Judge(IReadOnlyDictionary<string, Measurement> measurements) => inner.Judge(measurements).Negate();
}
