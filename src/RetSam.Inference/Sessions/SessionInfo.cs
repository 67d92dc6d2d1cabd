namespace RetSam.Inference;

/// <summary>How a model is run: what was chosen, and what was not and why. Plain text, to be logged or shown; nothing of an image.</summary>
public sealed record SessionInfo
{
    /// <summary>The model's id and version.</summary>
    public required string Model { get; init; }

    /// <summary>Where ONNX Runtime computes, by its own name, such as <c>CPUExecutionProvider</c>.</summary>
    public required string ExecutionProvider { get; init; }

    /// <summary>The version of the native ONNX Runtime.</summary>
    public required string RuntimeVersion { get; init; }

    /// <summary>The threads that one image's inference is spread over.</summary>
    public required int Threads { get; init; }

    /// <summary>The provider's settings in ONNX Runtime's own terms. May hold paths of this machine.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The providers that were preferred to the one in use, in the order they were tried; none when the first choice is used.</summary>
    public required IReadOnlyList<ExecutionProviderFallback> Fallbacks { get; init; }
}
