using RetSam.Biomarkers;

namespace RetSam;

/// <summary>One measure's value, or the reason why there is none: a <see cref="Measurement"/> as it is stored.</summary>
public sealed record ReportMeasurement
{
    /// <summary>The stable id, such as <c>vessel.artery.crae.knudtson</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for tables.</summary>
    public required string Name { get; init; }

    /// <summary>The value in <see cref="Unit"/>: a finite number exactly when <see cref="Status"/> is <see cref="MeasurementStatus.Ok"/>.</summary>
    public required double? Value { get; init; }

    /// <summary>
    /// The least value over probability thresholds around the classes' own, in <see cref="Unit"/>; <see langword="null"/> unless intervals
    /// were asked for (<see cref="RetinaAnalyzerBuilder.WithIntervals"/>) and there are probabilities. Since version 1.1.
    /// </summary>
    public double? Low { get; init; }

    /// <summary>The greatest of the same values; there exactly when <see cref="Low"/> is.</summary>
    public double? High { get; init; }

    /// <summary>The unit of <see cref="Value"/> (UCUM where it has one; px, px2 and px-1 for pixels).</summary>
    public required string Unit { get; init; }

    /// <summary>Whether there is a value, and if not, which kind of reason.</summary>
    public required MeasurementStatus Status { get; init; }

    /// <summary>Why there is no value, in a sentence; <see langword="null"/> when there is one.</summary>
    public required string? Reason { get; init; }

    /// <summary>What to know before trusting the value. In JSON a list of names.</summary>
    public required MeasurementFlags Flags { get; init; }

    /// <summary>The same value in physical units; <see langword="null"/> without a scale or a value, or when the unit is not a length.</summary>
    public required PhysicalValue? Physical { get; init; }

    /// <summary>What the value was made from, such as the branches of a CRAE; often empty.</summary>
    public required IReadOnlyList<MeasurementDetail> Details { get; init; }
}
