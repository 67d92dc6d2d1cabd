using RetSam.Biomarkers;

namespace RetSam;

/// <summary>One measure on both sides, and what became of it.</summary>
public sealed record MeasureChange
{
    /// <summary>The measure's id in the first report.</summary>
    public required string Id { get; init; }

    /// <summary>The name for tables.</summary>
    public required string Name { get; init; }

    /// <summary>The unit of values and change: the physical one where both scales are known.</summary>
    public required string Unit { get; init; }

    /// <summary>The value in the first report, in <see cref="Unit"/>; <see langword="null"/> when there is none.</summary>
    public required double? First { get; init; }

    /// <summary>The value in the second report, in <see cref="Unit"/>, as a mirror image shows it where the eyes are a pair; <see langword="null"/> when there is none.</summary>
    public required double? Second { get; init; }

    /// <summary>Second less first, in <see cref="Unit"/>; for the direction of an axis the smaller turn, -90..90. A finite number exactly when <see cref="Status"/> is <see cref="ChangeStatus.Compared"/>.</summary>
    public required double? Change { get; init; }

    /// <summary>The change over the magnitude of the first value; <see langword="null"/> without a change, when the first value is 0 or too small to divide by, and for angles.</summary>
    public required double? RelativeChange { get; init; }

    /// <summary>Whether there is a change, and if not, why.</summary>
    public required ChangeStatus Status { get; init; }

    /// <summary>How far repetitions differ; <see langword="null"/> when that is not known.</summary>
    public required Repeatability? Repeatability { get; init; }

    /// <summary>Whether the change is more than that.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>Why there is no change or no verdict, in a sentence; <see langword="null"/> when there are both.</summary>
    public required string? Reason { get; init; }

    /// <summary>The flags of both values. In JSON a list of names.</summary>
    public required MeasurementFlags Flags { get; init; }
}
