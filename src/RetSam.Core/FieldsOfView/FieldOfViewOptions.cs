namespace RetSam;

/// <summary>How <see cref="FieldOfView.Detect"/> looks.</summary>
public sealed record FieldOfViewOptions
{
    /// <summary>The defaults.</summary>
    public static FieldOfViewOptions Default { get; } = new();

    /// <summary>The smallest share of the frame that may be taken for a field of view, 0..1. Below it the whole frame is taken.</summary>
    public double MinimumFraction { get; init; } = 0.1;
}
