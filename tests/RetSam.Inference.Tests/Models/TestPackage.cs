using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RetSam.Inference.Tests;

/// <summary>Small packages: a manifest that can be changed and a graph that fits it.</summary>
internal static class TestPackage
{
    /// <summary>The side of the frame of all test models, and of the photographs, so that a model pixel is a photograph's pixel.</summary>
    public const int Side = 32;

    /// <summary>A manifest with one multilabel head, valid as it stands but for the weights' hash and length.</summary>
    public static JsonObject Manifest(params JsonObject[] outputs) => JsonNode.Parse($$"""
        {
          "schemaVersion": 1,
          "id": "test-model",
          "version": "1.2.3",
          "name": "Test model",
          "licence": "MIT",
          "terms": "For tests.",
          "input": { "name": "image", "width": {{Side}}, "height": {{Side}}, "layout": "NCHW", "channels": "RGB" },
          "preprocessing": {
            "crop": "whole-image-stretched",
            "resampling": "bilinear",
            "normalization": { "kind": "fixed", "mean": [0, 0, 0], "standardDeviation": [1, 1, 1] }
          },
          "outputs": [{{string.Join(", ", (outputs.Length > 0 ? outputs : [VesselHead()]).Select(o => o.ToJsonString()))}}],
          "rules": [],
          "weights": { "file": "model.onnx", "sha256": "{{new string('0', 64)}}", "bytes": 1 },
          "training": { "sets": ["none"], "accuracy": [{ "set": "none", "class": "vessel", "measure": "dice", "value": 0.5 }] }
        }
        """)!.AsObject();

    public static JsonObject VesselHead() => Head("""{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }] }""");

    public static JsonObject Head(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>A graph whose outputs are always the same planes, whatever the photograph.</summary>
    public static byte[] ConstantGraph(params (string Name, long[] Shape, float[] Values)[] outputs)
    {
        OnnxGraphBuilder graph = new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]);
        foreach ((string name, long[] shape, float[] values) in outputs)
        {
            graph.Constant(name, shape, values);
        }

        return graph.Build();
    }

    /// <summary>A graph whose one output <c>vessels</c> is a mix of the photograph's channels.</summary>
    public static byte[] MixGraph(float red = 1, float green = 0, float blue = 0)
        => new OnnxGraphBuilder().Input("image", [1, 3, Side, Side]).Mix("vessels", "image", [1, 1, Side, Side], [red, green, blue]).Build();

    /// <summary>Writes the graph's hash and length into a manifest.</summary>
    public static byte[] Seal(JsonObject manifest, byte[] graph)
    {
        manifest["weights"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(graph));
        manifest["weights"]!["bytes"] = graph.Length;
        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }

    public static ModelPackage Create(JsonObject manifest, byte[] graph) => ModelPackage.FromBytes(Seal(manifest, graph), graph);

    public static OnnxSegmenter Segmenter(JsonObject manifest, byte[] graph)
        => new(Create(manifest, graph), new OnnxSegmenterOptions { Threads = 1 });

    /// <summary>Lists files in a manifest, with their hashes and lengths.</summary>
    public static JsonObject List(JsonObject manifest, params (string Name, byte[] Content)[] files)
    {
        manifest["files"] = new JsonArray([.. files.Select(f => (JsonNode)new JsonObject
        {
            ["file"] = f.Name, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(f.Content)), ["bytes"] = f.Content.Length,
        })]);
        return manifest;
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Something must be refused in one line that holds some words and names a field of the manifest, or none.</summary>
    public static void Refused(Action open, string? field, string expected)
    {
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(open);
        Assert.Equal(field, refusal.Field);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    /// <summary>A photograph whose red channel is given and whose other channels are dark.</summary>
    public static FundusImage Photograph(Func<int, int, byte> red, int width = Side, int height = Side)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            pixels[3 * i] = red(i % width, i / width);
        }

        return FundusImage.FromPixels(pixels, width, height, PixelFormat.Rgb24);
    }

    public static FundusImage Photograph() => Photograph((_, _) => 100);

    public static RetinaSegmentation Segment(JsonObject manifest, byte[] graph, FieldOfView? fieldOfView = null)
    {
        using OnnxSegmenter segmenter = Segmenter(manifest, graph);
        using FundusImage image = Photograph();
        return segmenter.Segment(image, fieldOfView ?? FieldOfView.WholeFrame(Side, Side), TestContext.Current.CancellationToken);
    }

    /// <summary>A plane of the frame's size.</summary>
    public static float[] Plane(Func<int, int, float> value, int side = Side)
        => [.. Enumerable.Range(0, side * side).Select(i => value(i % side, i / side))];

    public static BinaryMask Mask(Func<int, int, bool> isSet, int width = Side, int height = Side)
    {
        var mask = new BinaryMask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                mask[x, y] = isSet(x, y);
            }
        }

        return mask;
    }

    public static void AssertMask(Func<int, int, bool> expected, BinaryMask? found)
    {
        Assert.NotNull(found);
        for (int y = 0; y < found.Height; y++)
        {
            for (int x = 0; x < found.Width; x++)
            {
                Assert.True(expected(x, y) == found[x, y], $"({x}, {y}): expected {expected(x, y)}, found {found[x, y]}");
            }
        }
    }
}
