namespace RetSam.Biomarkers;

/// <summary>
/// What a rule says of measured values: a grade with the comparisons that decided it, or what is missing for one. Not a diagnosis.
/// Immutable and thread-safe.
/// </summary>
public sealed record Finding
{
    /// <summary>What stands in every finding and should stand wherever it is shown.</summary>
    public const string NotADiagnosis = "A rule over measured values, not a diagnosis. Research use only; RetSam.Sdk is not a medical device.";

    /// <summary>The rule's id, such as <c>diabetic_retinopathy</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the rule could be decided.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>The grade; <see langword="null"/> exactly when the status is <see cref="FindingStatus.NotAssessable"/>.</summary>
    public required int? Grade { get; init; }

    /// <summary>The grade's name, such as <c>Moderate</c>.</summary>
    public required string? GradeName { get; init; }

    /// <summary>The comparisons that decided the grade: first those that reach it, then those that rule out the worse ones.</summary>
    public required IReadOnlyList<FindingEvidence> Evidence { get; init; }

    /// <summary>What would have to be known to decide the rule fully; empty when it is decided.</summary>
    public required IReadOnlyList<FindingGap> Missing { get; init; }

    /// <summary>The publication the rule follows.</summary>
    public required string Source { get; init; }

    /// <summary>What the rule cannot see, or where it departs from its source.</summary>
    public required string? Note { get; init; }

    /// <summary>See <see cref="NotADiagnosis"/>.</summary>
    public required string Disclaimer { get; init; }
}
