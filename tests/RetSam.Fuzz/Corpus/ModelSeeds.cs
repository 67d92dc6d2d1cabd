using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RetSam.Inference.Tests;

namespace RetSam.Fuzz;

/// <summary>Manifests, graphs and packages of small models.</summary>
internal static class ModelSeeds
{
    private const string ManifestName = "model.json";
    private const string WeightsName = "model.onnx";
    private const int Side = 32;

    public static readonly string[] ManifestWords =
        ["\"multilabel\"", "\"multiclass\"", "\"heatmap\"", "\"coordinates\"", "\"background\"", "\"fovea\"", "\"logits\"", "\"gate\"", "\"unit\"", "1e308", "-0", "null", "\"\\ud800\"", "\"../x.onnx\""];

    public static IEnumerable<byte[]> Manifests() => [Resources.Read("lite.json"), Seal(Resources.Read("reference.json"), Graph()), Sealed(Graph(), files: true), Sealed(Graph(), files: false)];

    public static IEnumerable<byte[]> Graphs()
    {
        yield return Graph();
        yield return new OnnxGraphBuilder().Input("image", [-1, 3, Side, Side])
            .Convolution("trunk", "image", [4, 3, 3, 3], new float[108])
            .Node("Tanh", ["trunk"], ["features"])
            .Convolution("vessels", "features", [1, 4, 1, 1], new float[4]).Output("vessels", [1, 1, Side, Side])
            .Convolution("discs", "features", [2, 4, 1, 1], new float[8]).Output("discs", [1, 2, Side, Side])
            .Build();
        yield return new OnnxGraphBuilder().Input("image", [1, 3, Side, Side])
            .ExternalInitializer("far", [3, 3], "weights.bin", 8, 36)
            .Node("If", ["image"], ["vessels"], "", new ProtobufWriter().Text(1, "then_branch").Message(6, new OnnxGraphBuilder().Constant("inner", [1], [1]).BuildGraph()))
            .Output("vessels", [1, 1, Side, Side])
            .Build();
    }

    public static IEnumerable<byte[]> Packages() => [Package(Sealed(Graph(), files: false), Graph()), Package(Sealed(Graph(), files: true), Graph())];

    /// <summary>Zips a manifest and weights, with the manifest made to name the weights' length and hash where it can be, so that damage to both is looked at.</summary>
    public static byte[] Package(byte[] manifest, byte[] weights, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(ManifestName, manifest);
            Write(WeightsName, weights);

            void Write(string name, byte[] content)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A manifest for weights; its own text where it is no longer JSON.</summary>
    public static byte[] Seal(byte[] manifest, byte[] weights)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(manifest);
            if (root?["weights"] is JsonObject said)
            {
                said["sha256"] = Convert.ToHexStringLower(SHA256.HashData(weights));
                said["bytes"] = weights.Length;
            }

            return Encoding.UTF8.GetBytes(root?.ToJsonString() ?? "null");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return manifest;
        }
    }

    private static byte[] Graph() => new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Mix("vessels", "image", [1, 1, Side, Side], [1, 0, 0]).Build();

    private static byte[] Sealed(byte[] graph, bool files) => Seal(Encoding.UTF8.GetBytes($$"""
        {
          "schemaVersion": 1, "id": "test-model", "version": "1.2.3", "name": "Test model", "licence": "MIT", "terms": "For tests.",
          "input": { "name": "image", "width": {{Side}}, "height": {{Side}}, "layout": "NCHW", "channels": "RGB" },
          "preprocessing": { "crop": "whole-image-stretched", "resampling": "bilinear", "normalization": { "kind": "per-image" } },
          "outputs": [{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel", "threshold": 0.4 }] }],
          "rules": [], {{(files ? "\"files\": []," : "")}}
          "weights": { "file": "{{WeightsName}}", "sha256": "", "bytes": 1 }
        }
        """), graph);
}
