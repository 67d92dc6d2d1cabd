using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using RetSam.Inference;

namespace RetSam.Models.Lite.Tests;

/// <summary>
/// The embedded weights, run through ONNX Runtime, against the numbers that PyTorch gave when they were exported. training/export.py
/// writes the fixture (--fixture): image.bin and one .bin for each output, little-endian floats; RETSAM_MODEL_FIXTURE names its folder.
/// </summary>
public class FixtureTests
{
    [Fact]
    public void Outputs_are_those_that_PyTorch_gave_at_export()
    {
        string? folder = Environment.GetEnvironmentVariable("RETSAM_MODEL_FIXTURE");
        Assert.SkipUnless(Directory.Exists(folder), "RETSAM_MODEL_FIXTURE names no folder.");
        ModelPackage package = LiteModel.OpenPackage();
        ModelManifest manifest = package.Manifest;
        using InferenceSession session = Inference.SessionFactory.Create(package, OnnxSegmenterOptions.Default).Session;
        var buffers = new TensorBuffers(manifest, 1);
        using var run = new BoundRun(session, manifest, buffers, 1);
        Read(folder, "image").CopyTo(buffers.Input);
        run.Run(TestContext.Current.CancellationToken);
        for (int i = 0; i < manifest.Outputs.Count; i++)
        {
            float[] expected = Read(folder, manifest.Outputs[i].Name);
            ReadOnlySpan<float> found = buffers.Outputs[i];
            Assert.Equal(expected.Length, found.Length);
            float largest = 0;
            for (int j = 0; j < expected.Length; j++)
            {
                largest = Math.Max(largest, Math.Abs(expected[j] - found[j]));
            }

            TestContext.Current.SendDiagnosticMessage($"{manifest.Outputs[i].Name}: largest difference {largest:E2}");
            Assert.InRange(largest, 0, 1e-3f);
        }
    }

    private static float[] Read(string folder, string name)
        => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name + ".bin"))).ToArray();
}
