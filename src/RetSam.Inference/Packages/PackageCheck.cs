using System.Security.Cryptography;

namespace RetSam.Inference;

/// <summary>Holds the files of a package to what its manifest says of them.</summary>
internal static class PackageCheck
{
    /// <summary>Holds the manifest's own lengths to the limits, so that nothing larger is ever read.</summary>
    /// <exception cref="ModelPackageException">They are beyond the limits.</exception>
    public static void Length(ModelManifest manifest, ModelPackageLimits limits)
    {
        if (manifest.Weights.Bytes > limits.MaxWeightsBytes)
        {
            throw ModelPackageException.At("$.weights.bytes", $"{manifest.Weights.Bytes} bytes of weights are more than the limit of {limits.MaxWeightsBytes}.");
        }

        if (manifest.Files is not { } files)
        {
            return;
        }

        if (files.Count + 3 > limits.MaxFiles)
        {
            throw ModelPackageException.At("$.files", $"{files.Count} files are more than the limit allows, {limits.MaxFiles} for the whole package.");
        }

        long left = limits.MaxDataBytes;
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Bytes > left)
            {
                throw ModelPackageException.At($"$.files[{i}].bytes", $"with these {files[i].Bytes} bytes the files have more than the limit of {limits.MaxDataBytes}.");
            }

            left -= files[i].Bytes;
        }
    }

    /// <summary>Holds the ONNX file to its length and hash.</summary>
    /// <returns>Its hash.</returns>
    public static string Weights(ModelManifest manifest, byte[] weights, Action<ModelPackageException> fault)
    {
        if (manifest.Weights.Bytes is long length && length != weights.Length)
        {
            fault(ModelPackageException.At("$.weights.bytes", $"the manifest says {length} bytes, '{manifest.Weights.File}' has {weights.Length}."));
        }

        string found = Convert.ToHexStringLower(SHA256.HashData(weights));
        if (manifest.Weights.Sha256 is string expected && found != expected)
        {
            fault(OtherHash("$.weights.sha256", manifest.Weights.File, expected, found));
        }

        return found;
    }

    /// <summary>Holds the other files to the manifest's list.</summary>
    public static void Listed(ModelManifest manifest, PackageFiles files, Action<ModelPackageException> fault)
    {
        for (int i = 0; i < manifest.Files?.Count; i++)
        {
            ModelFile listed = manifest.Files[i];
            string path = $"$.files[{i}]";
            switch (files.FindLength(listed.File))
            {
                case null:
                    fault(ModelPackageException.At($"{path}.file", $"the package holds no '{listed.File}'."));
                    break;
                case long length when length != listed.Bytes:
                    fault(ModelPackageException.At($"{path}.bytes", $"the manifest says {listed.Bytes} bytes, '{listed.File}' has {length}."));
                    break;
                default:
                    string found = files.Hash(listed.File);
                    if (found != listed.Sha256)
                    {
                        fault(OtherHash($"{path}.sha256", listed.File, listed.Sha256, found));
                    }

                    break;
            }
        }
    }

    /// <summary>Refuses what lies in a package that lists its files without being listed: a list that is there is complete.</summary>
    public static void Unlisted(ModelManifest manifest, PackageFiles files, Action<ModelPackageException> fault)
    {
        if (manifest.Files is not { } listed)
        {
            return;
        }

        var known = new HashSet<string>(listed.Select(f => f.File), StringComparer.Ordinal)
        {
            ModelPackage.ManifestFileName, ModelPackage.SignatureFileName, manifest.Weights.File,
        };
        foreach (string name in files.Names)
        {
            if (!known.Contains(name))
            {
                fault(ModelPackageException.At("$.files", $"the package holds '{PrintableText.Of(name)}', which is not in the list. List it, or take it away."));
            }
        }
    }

    private static ModelPackageException OtherHash(string field, string file, string expected, string found) => ModelPackageException.At(
        field, $"the manifest says {expected}, '{file}' hashes to {found}. The file is damaged or is not the one that the manifest describes.");
}
