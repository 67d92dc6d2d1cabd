namespace RetSam.Inference;

/// <summary>One head of a model: an output of its graph and what it means.</summary>
public sealed record ModelOutput
{
    /// <summary>The output's name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>How it is decoded.</summary>
    public required OutputKind Kind { get; init; }

    /// <summary>What its numbers are. Default <see cref="OutputValues.Logits"/>.</summary>
    public OutputValues Values { get; init; }

    /// <summary>The head's width in pixels; may be smaller than the input's. 0 for coordinates.</summary>
    public int Width { get; init; }

    /// <summary>The head's height in pixels; may be smaller than the input's. 0 for coordinates.</summary>
    public int Height { get; init; }

    /// <summary>What each channel means, in the graph's order.</summary>
    public required IReadOnlyList<OutputChannel> Channels { get; init; }

    /// <summary>Multiclass only: the winner counts only where its probability is above this, inside 0..1; <see langword="null"/> for no gate.</summary>
    public double? Gate { get; init; }

    /// <summary>Multiclass only: probabilities are softmax(logits / temperature); matters only with a <see cref="Gate"/>. Default 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Coordinates only: what the numbers are measured in.</summary>
    public CoordinateUnit Unit { get; init; }

    /// <summary>Coordinates only: whether a third number is the confidence.</summary>
    public bool HasConfidence { get; init; }

    /// <summary>The number of floats the head gives for one image.</summary>
    public int Length => Kind == OutputKind.Coordinates ? (HasConfidence ? 3 : 2) : checked(Channels.Count * Width * Height);
}
