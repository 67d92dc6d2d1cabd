using System.Reflection;

namespace RetSam.Inference;

/// <summary>
/// A model ready to be run: a checked manifest, weights whose length and SHA-256 are those the manifest names, and a graph that fits
/// it. A package is a folder, a zip or a set of embedded resources that hold <c>model.json</c> and the ONNX file it names. Immutable and
/// thread-safe. Nothing of a package is executed but its ONNX graph: graphs that need operators from custom libraries, or tensors from
/// outside the package, are refused before ONNX Runtime sees them.
/// </summary>
public sealed class ModelPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string ManifestFileName = "model.json";

    /// <summary>The file name kept for a detached signature of the manifest. It may be there; this library does not look at it.</summary>
    public const string SignatureFileName = "model.json.sig";

    private ModelPackage(ModelManifest manifest, byte[] weights, string weightsSha256, ModelGraph graph, string? dataFolder)
    {
        Manifest = manifest;
        Weights = weights;
        WeightsSha256 = weightsSha256;
        Graph = graph;
        DataFolder = dataFolder;
    }

    /// <summary>What the model says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What the ONNX file holds: inputs, outputs, operators.</summary>
    public ModelGraph Graph { get; }

    /// <summary>
    /// The SHA-256 of the ONNX file that was loaded, 64 lower-case hexadecimal digits, whether the manifest names one or not. Files with
    /// tensors of their own have theirs in <see cref="ModelManifest.Files"/>.
    /// </summary>
    public string WeightsSha256 { get; }

    /// <summary>The length of the ONNX file that was loaded.</summary>
    public int WeightsBytes => Weights.Length;

    /// <summary>The ONNX file. Never written to.</summary>
    internal byte[] Weights { get; }

    /// <summary>Where ONNX Runtime finds the files with tensors that the ONNX file keeps outside itself; <see langword="null"/> when it keeps none.</summary>
    internal string? DataFolder { get; }

    /// <summary>Opens a package on disk.</summary>
    /// <param name="path">A folder, a <c>.zip</c>, or the <c>model.json</c> of a folder.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package is missing, damaged, beyond the limits or at odds with its manifest.</exception>
    public static ModelPackage Open(string path, ModelPackageLimits? limits = null) => Open(path, limits ?? ModelPackageLimits.Default, Throw);

    /// <summary>
    /// Opens a zipped package from a stream, which is left open. A stream that can seek is read where it is; any other is read into memory.
    /// </summary>
    /// <param name="zip">The zip.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package is damaged, beyond the limits or at odds with its manifest.</exception>
    public static ModelPackage Open(Stream zip, ModelPackageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        return OpenZip(zip, limits ?? ModelPackageLimits.Default, Throw);
    }

    /// <summary>Runs weights that the caller brings under a manifest that is at hand already, such as <see cref="ReferenceManifests.RetSam"/>.</summary>
    /// <param name="weightsPath">The ONNX file; its name need not be the manifest's. Files with tensors of its own lie beside it.</param>
    /// <param name="manifest">What the model says of itself.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The file is missing, beyond the limits or at odds with the manifest.</exception>
    public static ModelPackage Open(string weightsPath, ModelManifest manifest, ModelPackageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(weightsPath);
        ArgumentNullException.ThrowIfNull(manifest);
        limits ??= ModelPackageLimits.Default;
        return Reading(() =>
        {
            using var files = new FolderFiles(Path.GetDirectoryName(Path.GetFullPath(weightsPath)) ?? weightsPath);
            PackageCheck.Length(manifest, limits);
            return Create(manifest, files.Read(Path.GetFileName(weightsPath), limits.MaxWeightsBytes), files, limits, Throw);
        });
    }

    /// <summary>Opens a package whose files are embedded in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="prefix">What the names of the resources begin with: <c>Company.Model.</c> where they are <c>Company.Model.model.json</c> and so on.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <remarks>A zip that is embedded as one resource is opened from its stream.</remarks>
    /// <exception cref="ModelPackageException">A resource is missing, beyond the limits or at odds with the manifest.</exception>
    public static ModelPackage OpenResources(Assembly assembly, string prefix, ModelPackageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(prefix);
        return Load(new ResourceFiles(assembly, prefix), limits ?? ModelPackageLimits.Default, Throw);
    }

    /// <summary>
    /// Makes a package of bytes at hand. The weights are kept, not copied: do not write to them. Other files that the manifest lists are
    /// not asked for.
    /// </summary>
    /// <param name="manifest">The manifest, JSON in UTF-8.</param>
    /// <param name="weights">The ONNX file.</param>
    /// <exception cref="ModelPackageException">The bytes are damaged or at odds with the manifest.</exception>
    public static ModelPackage FromBytes(ReadOnlyMemory<byte> manifest, byte[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Create(ModelManifest.Parse(manifest), weights, null, ModelPackageLimits.Default, Throw);
    }

    /// <summary>
    /// Unpacks a zipped package into a folder and opens it there: the way for models that keep tensors outside the ONNX file. Only the
    /// manifest, its signature and the files that it lists are written.
    /// </summary>
    /// <param name="zip">The zip; left open.</param>
    /// <param name="folder">A folder that is empty or does not exist yet. What was written is removed again when the package is refused.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <exception cref="ModelPackageException">The package is damaged, beyond the limits or at odds with its manifest, or the folder holds something.</exception>
    public static ModelPackage Extract(Stream zip, string folder, ModelPackageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        limits ??= ModelPackageLimits.Default;
        return Reading(() =>
        {
            using ZipFiles files = ZipFiles.Open(zip, limits);
            return PackageExtraction.Run(files, folder, limits);
        });
    }

    /// <summary>Everything that is wrong with a package on disk, where <see cref="Open(string, ModelPackageLimits?)"/> tells the first thing.</summary>
    /// <param name="path">A folder, a <c>.zip</c>, or the <c>model.json</c> of a folder.</param>
    /// <param name="limits">Limits; <see langword="null"/> means <see cref="ModelPackageLimits.Default"/>.</param>
    /// <returns>One exception for each fault, none of them thrown; empty for a package that opens.</returns>
    public static IReadOnlyList<ModelPackageException> FindFaults(string path, ModelPackageLimits? limits = null)
    {
        var faults = new List<ModelPackageException>();
        try
        {
            Open(path, limits ?? ModelPackageLimits.Default, faults.Add);
        }
        catch (ModelPackageException last)
        {
            faults.Add(last);
        }

        return faults;
    }

    /// <summary>The same model with no more than the heads that predict some classes, its graph cut to them.</summary>
    /// <param name="classes">The classes; <see langword="null"/> for all that the manifest lists.</param>
    /// <exception cref="ArgumentException">None is asked for, or one that the model does not predict.</exception>
    internal ModelPackage Keep(IReadOnlyCollection<RetinaClass>? classes)
    {
        ModelOutput[] heads = HeadSelection.Choose(Manifest, classes);
        return heads.Length == Graph.Outputs.Count
            ? this
            : new ModelPackage(Manifest with { Outputs = heads }, PrunedGraphs.Get(this, heads), WeightsSha256, Graph, DataFolder);
    }

    internal static ModelPackage Load(PackageFiles files, ModelPackageLimits limits, Action<ModelPackageException> fault) => Reading(() =>
    {
        ModelManifest manifest = ModelManifest.Parse(files.Read(ManifestFileName, limits.MaxManifestBytes));
        PackageCheck.Length(manifest, limits);
        PackageCheck.Unlisted(manifest, files, fault);
        return Create(manifest, files.Read(manifest.Weights.File, limits.MaxWeightsBytes), files, limits, fault);
    });

    private static ModelPackage Open(string path, ModelPackageLimits limits, Action<ModelPackageException> fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isManifest = Path.GetFileName(path) == ManifestFileName && File.Exists(path);
        if (Directory.Exists(path) || isManifest)
        {
            using var files = new FolderFiles(isManifest ? Path.GetDirectoryName(Path.GetFullPath(path))! : path);
            return Load(files, limits, fault);
        }

        return Reading(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return OpenZip(file, limits, fault);
        });
    }

    private static ModelPackage OpenZip(Stream zip, ModelPackageLimits limits, Action<ModelPackageException> fault) => Reading(() =>
    {
        using ZipFiles files = ZipFiles.Open(zip, limits);
        return Load(files, limits, fault);
    });

    private static ModelPackage Create(ModelManifest manifest, byte[] weights, PackageFiles? files, ModelPackageLimits limits, Action<ModelPackageException> fault)
    {
        string hash = PackageCheck.Weights(manifest, weights, fault);
        ModelGraph graph = OnnxReader.Read(weights);
        OnnxGraphCheck.Run(graph, fault);
        GraphShapeCheck.Run(graph, manifest, fault);
        if (files is not null)
        {
            PackageCheck.Listed(manifest, files, fault);
        }

        ExternalDataCheck.Run(graph, manifest, files, limits, fault);
        return new ModelPackage(manifest, weights, hash, graph, graph.ExternalTensors.Count > 0 ? files?.Folder : null);
    }

    private static void Throw(ModelPackageException fault) => throw fault;

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new ModelPackageException(
                $"The model package could not be read: {cause.Message} A package is a folder or a .zip that holds {ManifestFileName} and the .onnx file it names.", cause);
        }
    }
}
