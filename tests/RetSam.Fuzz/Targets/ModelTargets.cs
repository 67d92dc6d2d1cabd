using RetSam.Inference;

namespace RetSam.Fuzz;

/// <summary>What a model brings along: its manifest, its graph, and both in a zip.</summary>
internal static class ModelTargets
{
    private static readonly ModelPackageLimits Limits = new() { MaxManifestBytes = 1 << 16, MaxWeightsBytes = 1 << 20 };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("manifest", [typeof(ModelPackageException)], ModelSeeds.Manifests, ReadManifest, new JsonMutator(), ModelSeeds.ManifestWords),
        new("onnx", [typeof(ModelPackageException)], ModelSeeds.Graphs, ReadGraph, new ProtobufMutator()),
        new("package", [typeof(ModelPackageException)], ModelSeeds.Packages, ReadPackage, new ZipMutator()),
    ];

    private static string ReadManifest(byte[] json)
    {
        ModelManifest manifest = ModelManifest.Parse(json);
        return Digest.Of($"{manifest.Id} {manifest.Version} {manifest.Outputs.Count} {string.Join(' ', manifest.PredictedClasses.Select(c => c.Slug))}");
    }

    /// <summary>Reads a graph and cuts it to its first output; what is cut off a readable graph must be readable again.</summary>
    private static string ReadGraph(byte[] onnx)
    {
        ModelGraph graph = OnnxReader.Read(onnx);
        byte[] cut = GraphPruner.Keep(onnx, graph.Outputs.Take(1).Select(o => o.Name));
        ModelGraph left = OnnxReader.Read(cut);
        return Digest.Of($"{graph.ParameterCount} {graph.Operators.Count} {left.ParameterCount} {left.Outputs.Count} {Digest.Of(cut)}");
    }

    private static string ReadPackage(byte[] zip)
    {
        ModelPackage package = ModelPackage.Open(new MemoryStream(zip), Limits);
        return $"{package.WeightsSha256} {package.Manifest.Id}";
    }
}
