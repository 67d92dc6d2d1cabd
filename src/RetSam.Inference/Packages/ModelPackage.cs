using System.Security.Cryptography;

namespace RetSam.Inference;

/// <summary>
/// A model ready to be run: a checked manifest and weights whose length and SHA-256 are those the manifest names. A package is a
/// folder or a zip that holds <c>model.json</c> and the ONNX file it names; nothing else in it is looked at, nothing is unpacked to
/// disk. Immutable and thread-safe. Nothing of a package is executed but its ONNX graph: graphs that need operators from custom
/// libraries, or tensors from other files, are refused.
/// </summary>
public sealed class ModelPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string ManifestFileName = "model.json";

    private ModelPackage(ModelManifest manifest, byte[] weights, string weightsSha256)
    {
        Manifest = manifest;
        Weights = weights;
        WeightsSha256 = weightsSha256;
    }

    /// <summary>What the model says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The SHA-256 of the weights that were loaded, 64 lower-case hexadecimal digits, whether the manifest names one or not.</summary>
    public string WeightsSha256 { get; }

    /// <summary>The ONNX file. Never written to.</summary>
    internal byte[] Weights { get; }

    /// <summary>Opens a package on disk.</summary>
    /// <param name="path">A folder, a <c>.zip</c>, or the <c>model.json</c> of a folder.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package is missing, damaged, beyond the limits or at odds with its manifest.</exception>
    public static ModelPackage Open(string path, ModelPackageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        limits ??= ModelPackageLimits.Default;
        if (Directory.Exists(path))
        {
            return OpenFolder(path, limits);
        }

        if (Path.GetFileName(path) == ManifestFileName && File.Exists(path))
        {
            return OpenFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, limits);
        }

        return ReadingFiles(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Open(file, limits);
        });
    }

    /// <summary>Opens a zipped package from a stream, which need not be seekable and is left open.</summary>
    /// <param name="zip">The zip.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package is damaged, beyond the limits or at odds with its manifest.</exception>
    public static ModelPackage Open(Stream zip, ModelPackageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        limits ??= ModelPackageLimits.Default;
        using ZipPackage package = ZipPackage.Open(zip, limits);
        ModelManifest manifest = ModelManifest.Parse(package.Read(ManifestFileName, limits.MaxManifestBytes));
        return Create(manifest, package.Read(manifest.Weights.File, WeightLimit(manifest, limits)));
    }

    /// <summary>Runs weights that the caller brings under a manifest that is at hand already, such as <see cref="ReferenceManifests.RetSam"/>.</summary>
    /// <param name="weightsPath">The ONNX file; its name need not be the manifest's.</param>
    /// <param name="manifest">What the model says of itself.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The file is missing, beyond the limits or at odds with the manifest.</exception>
    public static ModelPackage Open(string weightsPath, ModelManifest manifest, ModelPackageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(weightsPath);
        ArgumentNullException.ThrowIfNull(manifest);
        return Create(manifest, ReadingFiles(() => ReadFile(weightsPath, "the weights", WeightLimit(manifest, limits ?? ModelPackageLimits.Default))));
    }

    /// <summary>Makes a package of bytes at hand, such as embedded resources. The weights are kept, not copied: do not write to them.</summary>
    /// <param name="manifest">The manifest, JSON in UTF-8.</param>
    /// <param name="weights">The ONNX file.</param>
    /// <exception cref="ModelPackageException">The bytes are damaged or at odds with the manifest.</exception>
    public static ModelPackage FromBytes(ReadOnlyMemory<byte> manifest, byte[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Create(ModelManifest.Parse(manifest), weights);
    }

    private static ModelPackage OpenFolder(string folder, ModelPackageLimits limits) => ReadingFiles(() =>
    {
        ModelManifest manifest = ModelManifest.Parse(ReadFile(Path.Combine(folder, ManifestFileName), ManifestFileName, limits.MaxManifestBytes));
        byte[] weights = ReadFile(Path.Combine(folder, manifest.Weights.File), manifest.Weights.File, WeightLimit(manifest, limits));
        return Create(manifest, weights);
    });

    private static ModelPackage Create(ModelManifest manifest, byte[] weights)
    {
        if (manifest.Weights.Bytes is long length && length != weights.Length)
        {
            throw ModelPackageException.At("$.weights.bytes", $"the manifest says {length} bytes, '{manifest.Weights.File}' has {weights.Length}.");
        }

        string found = Convert.ToHexStringLower(SHA256.HashData(weights));
        if (manifest.Weights.Sha256 is string expected && found != expected)
        {
            throw ModelPackageException.At(
                "$.weights.sha256",
                $"the manifest says {expected}, '{manifest.Weights.File}' hashes to {found}. The file is damaged or is not the one that the manifest describes.");
        }

        OnnxGraphCheck.Run(weights);
        return new ModelPackage(manifest, weights, found);
    }

    /// <summary>The manifest's own length is the limit where it is given, so that nothing larger is ever read.</summary>
    private static int WeightLimit(ModelManifest manifest, ModelPackageLimits limits)
    {
        if (manifest.Weights.Bytes > limits.MaxWeightsBytes)
        {
            throw ModelPackageException.At("$.weights.bytes", $"{manifest.Weights.Bytes} bytes of weights are more than the limit of {limits.MaxWeightsBytes}.");
        }

        return limits.MaxWeightsBytes;
    }

    private static byte[] ReadFile(string path, string what, int limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        long length = file.Length;
        if (length > limit)
        {
            throw new ModelPackageException($"'{what}' has {length} bytes, more than the limit of {limit}.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        file.ReadExactly(bytes);
        return bytes;
    }

    private static T ReadingFiles<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException(
                $"The model package could not be read: {cause.Message} A package is a folder or a .zip that holds {ManifestFileName} and the .onnx file it names.", cause);
        }
    }
}
