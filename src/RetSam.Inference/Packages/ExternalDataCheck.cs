namespace RetSam.Inference;

/// <summary>
/// Checks the files in which an ONNX file keeps tensors outside itself (external data), because ONNX Runtime opens whatever the ONNX
/// file names: it may only name files of its own package, by plain names, that are on disk and long enough.
/// </summary>
internal static class ExternalDataCheck
{
    /// <param name="graph">The graph.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="files">The package; <see langword="null"/> where there are only bytes.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="fault">Told what is wrong.</param>
    public static void Run(ModelGraph graph, ModelManifest manifest, PackageFiles? files, ModelPackageLimits limits, Action<ModelPackageException> fault)
    {
        long total = 0;
        foreach (IGrouping<string, ExternalTensor> data in graph.ExternalTensors.GroupBy(t => t.Location, StringComparer.Ordinal))
        {
            if (Find(data.Key, data, manifest, files) is { } found)
            {
                fault(found);
                continue;
            }

            total += files!.FindLength(data.Key)!.Value;
            if (total > limits.MaxDataBytes)
            {
                fault(new ModelPackageException($"With '{data.Key}' the tensors in other files have more bytes than the limit of {limits.MaxDataBytes}."));
            }
        }
    }

    private static ModelPackageException? Find(string location, IEnumerable<ExternalTensor> tensors, ModelManifest manifest, PackageFiles? files)
    {
        string what = $"The ONNX file keeps the tensor '{PrintableText.Of(tensors.First().Name)}' in '{PrintableText.Of(location)}' (external data)";
        if (!PlainName.IsOne(location))
        {
            return new ModelPackageException($"{what}, which is not {PlainName.Description}: tensors may not lie outside the package.");
        }

        if (files?.Folder is null)
        {
            return new ModelPackageException(
                $"{what}, which ONNX Runtime reads from disk. Unpack the package into a folder (ModelPackage.Extract) and open that, or save the model with its tensors inside.");
        }

        if (manifest.Weights.Sha256 is not null && !(manifest.Files?.Any(f => f.File == location) ?? false))
        {
            return ModelPackageException.At("$.files", $"{what}, which is not in the manifest's list of files. 'retsam model pack' writes the list.");
        }

        if (files.FindLength(location) is not long length)
        {
            return new ModelPackageException($"{what}, which is not there.");
        }

        if (files.IsLink(location))
        {
            return new ModelPackageException($"{what}, which is a link to a file elsewhere. Put the file itself into the package.");
        }

        foreach (ExternalTensor tensor in tensors)
        {
            if (tensor.Offset > length || tensor.Length > length - tensor.Offset)
            {
                return new ModelPackageException(
                    $"The ONNX file keeps the tensor '{PrintableText.Of(tensor.Name)}' in '{location}' (external data) beyond that file's end ({length} bytes).");
            }
        }

        return null;
    }
}
