namespace RetSam.Inference;

/// <summary>What a model was trained on and how well it did.</summary>
public sealed record ModelTraining
{
    /// <summary>The data sets used.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>Measured accuracy.</summary>
    public IReadOnlyList<ModelAccuracy> Accuracy { get; init; } = [];

    /// <summary>Anything else worth knowing.</summary>
    public string? Notes { get; init; }
}
