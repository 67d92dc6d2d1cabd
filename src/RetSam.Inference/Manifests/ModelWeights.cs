namespace RetSam.Inference;

/// <summary>The file that holds a model's graph and weights.</summary>
public sealed record ModelWeights
{
    /// <summary>The file's name inside the package: a plain name that ends in <c>.onnx</c>.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file, 64 lower-case hexadecimal digits; <see langword="null"/> only in built-in manifests whose weights the user brings.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The file's length in bytes; <see langword="null"/> where <see cref="Sha256"/> is.</summary>
    public long? Bytes { get; init; }
}
