using System.Security.Cryptography;
using System.Text;
using RetSam.Inference;
using RetSam.Inference.Tests;

namespace RetSam.Benchmarks.Load;

/// <summary>A network of a few convolutions with fixed random weights, whose graph leaves the number of images open.</summary>
internal static class SmallModel
{
    private const int Width = 32;

    /// <param name="side">The side of its frame in pixels.</param>
    /// <param name="layers">How many convolutions of 3x3 over 32 channels lie between the first and the last; 0 for one convolution of 1x1 in all.</param>
    public static ModelPackage Create(int side, int layers)
    {
        var graph = new OnnxGraphBuilder();
        graph.Input("image", [-1, 3, side, side]);
        if (layers == 0)
        {
            Convolve(graph, "image", "vessels", 3, 1, 1);
        }
        else
        {
            Convolve(graph, "image", "x0", 3, Width, 3);
            for (int i = 0; i < layers; i++)
            {
                graph.Node("Relu", [$"x{i}"], [$"r{i}"]);
                Convolve(graph, $"r{i}", $"x{i + 1}", Width, Width, 3);
            }

            Convolve(graph, $"x{layers}", "vessels", Width, 1, 1);
        }

        byte[] bytes = graph.Output("vessels", [-1, 1, side, side]).Build();
        return ModelPackage.FromBytes(Encoding.UTF8.GetBytes(Manifest(side, bytes)), bytes);
    }

    private static void Convolve(OnnxGraphBuilder graph, string input, string output, int from, int to, int kernel)
    {
        var random = new Random(to * 100 + from);
        double scale = Math.Sqrt(6.0 / (from * kernel * kernel));
        float[] weights = [.. Enumerable.Range(0, to * from * kernel * kernel).Select(_ => (float)(scale * (2 * random.NextDouble() - 1)))];
        int pad = kernel / 2;
        ProtobufWriter pads = new ProtobufWriter().Text(1, "pads").Number(8, pad).Number(8, pad).Number(8, pad).Number(8, pad).Number(20, 7);
        graph.Initializer($"{output}.weights", [to, from, kernel, kernel], weights).Node("Conv", [input, $"{output}.weights"], [output], "", pads);
    }

    private static string Manifest(int side, byte[] graph) => $$"""
        {
          "schemaVersion": 1, "id": "small", "version": "1.0.0", "name": "Small", "licence": "MIT", "terms": "For measurements of speed.",
          "input": { "name": "image", "width": {{side}}, "height": {{side}}, "layout": "NCHW", "channels": "RGB" },
          "preprocessing": {
            "crop": "whole-image-stretched", "resampling": "bilinear",
            "normalization": { "kind": "fixed", "mean": [0.5, 0.5, 0.5], "standardDeviation": [0.25, 0.25, 0.25] }
          },
          "outputs": [{ "name": "vessels", "kind": "multilabel", "channels": [{ "class": "vessel" }] }],
          "rules": [],
          "weights": { "file": "model.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(graph))}}", "bytes": {{graph.Length}} },
          "training": { "sets": ["none"], "accuracy": [{ "set": "none", "class": "vessel", "measure": "dice", "value": 0.5 }] }
        }
        """;
}
