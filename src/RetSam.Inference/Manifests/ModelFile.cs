namespace RetSam.Inference;

/// <summary>A file of a package beside the manifest and the ONNX file: tensors that the ONNX file keeps outside itself, a licence, a model card.</summary>
public sealed record ModelFile
{
    /// <summary>The file's plain name.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's length in bytes.</summary>
    public required long Bytes { get; init; }
}
