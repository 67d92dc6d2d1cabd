using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetSam.Inference;

/// <summary>Makes packages of folders whose manifest does not yet say what its files hash to. Thread-safe.</summary>
public static class ModelPackager
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Fills in a folder's <c>model.json</c>: length and hash of the ONNX file, and the list of all other files. Nothing is written.
    /// </summary>
    /// <param name="folder">A folder with <c>model.json</c>, the ONNX file that it names, and whatever else belongs to the package.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <returns>The manifest, JSON in UTF-8; the bytes that are there where nothing had to be changed, so that a signature stays valid.</returns>
    /// <exception cref="ModelPackageException">Even with these the package would be refused, or a file could not be read.</exception>
    public static byte[] Seal(string folder, ModelPackageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using SealedFiles files = Open(folder, limits ?? ModelPackageLimits.Default);
        return files.Read(ModelPackage.ManifestFileName, int.MaxValue);
    }

    /// <summary>
    /// Writes a folder as a zip with its manifest filled in. The same files give the same bytes: sorted, not compressed (weights do not
    /// shrink), without dates.
    /// </summary>
    /// <param name="folder">As for <see cref="Seal"/>.</param>
    /// <param name="zip">Where to write; can seek and read, and is left open.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package would be refused, a file could not be read, or the zip would need more than 4 GiB.</exception>
    public static void Pack(string folder, Stream zip, ModelPackageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(zip);
        using SealedFiles files = Open(folder, limits ?? ModelPackageLimits.Default);
        ReproducibleZip.Write(files, zip);
    }

    /// <summary>The folder as the package that it will be, checked like any other.</summary>
    private static SealedFiles Open(string folder, ModelPackageLimits limits)
    {
        try
        {
            var files = new FolderFiles(folder);
            byte[] before = files.Read(ModelPackage.ManifestFileName, limits.MaxManifestBytes);
            byte[] after = Fill(before, files);
            if (files.FindLength(ModelPackage.SignatureFileName) is not null && !ReferenceEquals(before, after))
            {
                throw new ModelPackageException(
                    $"'{ModelPackage.SignatureFileName}' signs a manifest that lacks hashes or has wrong ones. Take it away, fill in the manifest in place, and sign that.");
            }

            var result = new SealedFiles(files, after);
            ModelPackage.Load(result, limits, fault => throw fault);
            return result;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"The folder could not be read: {cause.Message}", cause);
        }
    }

    private static byte[] Fill(byte[] manifest, FolderFiles files)
    {
        JsonObject? before = Parse(manifest);
        JsonObject? after = before?.DeepClone().AsObject();
        if (after?["weights"] is not JsonObject weights || weights["file"] is not JsonValue named || !named.TryGetValue(out string? file) || !PlainName.IsOne(file))
        {
            // Reading it as a manifest says what is wrong.
            return manifest;
        }

        weights["sha256"] = files.Hash(file);
        weights["bytes"] = files.FindLength(file);
        string[] known = [ModelPackage.ManifestFileName, ModelPackage.SignatureFileName, file];
        after["files"] = new JsonArray([.. files.Names.Except(known).Select(name => (JsonNode)Entry(name, files))]);
        if (JsonNode.DeepEquals(before, after))
        {
            return manifest;
        }

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Layout))
        {
            after.WriteTo(writer);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static JsonObject Entry(string name, FolderFiles files) => PlainName.IsOne(name)
        ? new JsonObject { ["file"] = name, ["sha256"] = files.Hash(name), ["bytes"] = files.FindLength(name) }
        : throw new ModelPackageException($"The folder holds '{PrintableText.Of(name)}', which is not {PlainName.Description}. Take it away, or give it another name.");

    private static JsonObject? Parse(byte[] manifest)
    {
        try
        {
            return JsonNode.Parse(manifest, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 }) as JsonObject;
        }
        catch (JsonException cause)
        {
            throw ModelPackageException.At("$", $"the manifest is no JSON that can be read: {PrintableText.Of(cause.Message)}", cause);
        }
    }
}
