namespace RetSam.Inference;

/// <summary>Limits that hold before anything of a model package is read into memory or unpacked.</summary>
public sealed record ModelPackageLimits
{
    /// <summary>The default limits: a manifest of 1 MiB, an ONNX file of 1 GiB, other files of 16 GiB together.</summary>
    public static ModelPackageLimits Default { get; } = new();

    /// <summary>The most bytes a manifest may have. Default 1 MiB.</summary>
    public int MaxManifestBytes { get; init; } = 1 << 20;

    /// <summary>The most bytes the ONNX file may have. Default 1 GiB; ONNX itself ends at 2 GiB, beyond which tensors go to other files.</summary>
    public int MaxWeightsBytes { get; init; } = 1 << 30;

    /// <summary>The most bytes all other files of a package may have together. They are hashed, never read into memory. Default 16 GiB.</summary>
    public long MaxDataBytes { get; init; } = 1L << 34;

    /// <summary>The most files a package may have. Default 64.</summary>
    public int MaxFiles { get; init; } = 64;

    /// <summary>
    /// How many times a file of a zip may grow when it is unpacked. Weights shrink by a tenth or so, JSON by ten; DEFLATE can reach a
    /// thousand, which only a bomb does. Files below 64 KiB are not asked. Default 100.
    /// </summary>
    public int MaxCompressionRatio { get; init; } = 100;

    /// <summary>The most bytes of a zip that is read into memory because its stream cannot seek: both files and room for its own tables.</summary>
    internal long MaxBufferedBytes => (long)MaxManifestBytes + MaxWeightsBytes + MaxTableBytes;

    /// <summary>The most bytes of a zip in a file.</summary>
    internal long MaxZipBytes => MaxBufferedBytes + MaxDataBytes;

    /// <summary>The most bytes of a zip's table of contents: a name, its numbers and what archivers add.</summary>
    internal int MaxTableBytes => (int)Math.Min(int.MaxValue, 1024L * MaxFiles);
}
