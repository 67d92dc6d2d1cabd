namespace RetSam.Inference;

/// <summary>Limits that hold before anything of a model package is read into memory.</summary>
public sealed record ModelPackageLimits
{
    /// <summary>The default limits: a manifest of 1 MiB, weights of 1 GiB.</summary>
    public static ModelPackageLimits Default { get; } = new();

    /// <summary>The most bytes a manifest may have. Default 1 MiB.</summary>
    public int MaxManifestBytes { get; init; } = 1 << 20;

    /// <summary>The most bytes the weights may have. Default 1 GiB; ONNX itself ends at 2 GiB.</summary>
    public int MaxWeightsBytes { get; init; } = 1 << 30;

    /// <summary>The most bytes a zip may have: both files and room for its own tables.</summary>
    internal long MaxZipBytes => (long)MaxManifestBytes + MaxWeightsBytes + (1 << 20);
}
