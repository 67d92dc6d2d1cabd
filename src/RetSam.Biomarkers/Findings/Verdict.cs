namespace RetSam.Biomarkers;

/// <summary>
/// Whether a condition holds, in Kleene's logic of three values: a measure that is missing makes a condition unknown only where
/// the measures that are there do not already decide it.
/// </summary>
/// <param name="Holds">Whether it holds; <see langword="null"/> when that cannot be known.</param>
/// <param name="Evidence">The comparisons that decide it; none when it is unknown.</param>
/// <param name="Missing">What is missing to decide it; none when it is known.</param>
internal readonly record struct Verdict(bool? Holds, IReadOnlyList<FindingEvidence> Evidence, IReadOnlyList<FindingGap> Missing)
{
    public static Verdict Known(FindingEvidence evidence) => new(evidence.Holds, [evidence], []);

    public static Verdict Unknown(FindingGap gap) => new(null, [], [gap]);

    /// <summary>The opposite, decided by the same comparisons.</summary>
    public Verdict Negate() => this with { Holds = !Holds };
}
