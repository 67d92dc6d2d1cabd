namespace RetSam.Inference;

/// <summary>The one input of a model's graph: float32, shape 1 x 3 x height x width (NCHW), channels red, green, blue.</summary>
public sealed record ModelInput
{
    /// <summary>The input's name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>The frame's width in pixels, 16..4096.</summary>
    public required int Width { get; init; }

    /// <summary>The frame's height in pixels, 16..4096.</summary>
    public required int Height { get; init; }
}
