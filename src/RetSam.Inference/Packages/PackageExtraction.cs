namespace RetSam.Inference;

/// <summary>Writes a zipped package into a folder of its own.</summary>
internal static class PackageExtraction
{
    /// <exception cref="ModelPackageException">The package is refused; nothing stays behind.</exception>
    public static ModelPackage Run(PackageFiles files, string folder, ModelPackageLimits limits)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new ModelPackageException($"The folder to unpack into, '{Path.GetFileName(Path.GetFullPath(folder))}', is not empty.");
        }

        ModelManifest manifest = ModelManifest.Parse(files.Read(ModelPackage.ManifestFileName, limits.MaxManifestBytes));
        PackageCheck.Length(manifest, limits);
        PackageCheck.Unlisted(manifest, files, fault => throw fault);
        string[] names =
        [
            ModelPackage.ManifestFileName,
            manifest.Weights.File,
            .. manifest.Files?.Select(f => f.File) ?? [],
            .. files.FindLength(ModelPackage.SignatureFileName) is null ? Array.Empty<string>() : [ModelPackage.SignatureFileName],
        ];
        bool existed = Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        var written = new List<string>();
        try
        {
            foreach (string name in names)
            {
                Write(files, name, folder, LimitOf(name, manifest, limits), written);
            }

            using var unpacked = new FolderFiles(folder);
            return ModelPackage.Load(unpacked, limits, fault => throw fault);
        }
        catch
        {
            written.ForEach(File.Delete);
            if (!existed)
            {
                Directory.Delete(folder);
            }

            throw;
        }
    }

    private static void Write(PackageFiles files, string name, string folder, long limit, List<string> written)
    {
        if (files.FindLength(name) > limit)
        {
            throw new ModelPackageException($"'{name}' has {files.FindLength(name)} bytes, more than the {limit} that it may have.");
        }

        string path = Path.Combine(folder, name);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        written.Add(path);
        files.CopyTo(name, file);
    }

    private static long LimitOf(string name, ModelManifest manifest, ModelPackageLimits limits)
        => name == manifest.Weights.File ? manifest.Weights.Bytes!.Value : manifest.Files?.FirstOrDefault(f => f.File == name)?.Bytes ?? limits.MaxManifestBytes;
}
