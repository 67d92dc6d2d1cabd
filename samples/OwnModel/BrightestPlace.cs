using RetSam.Inference;
using RetSam.Inference.Tests;

namespace OwnModel;

/// <summary>
/// The smallest model that finds anything: it calls the disc what is much brighter than the rest. Its graph is one convolution of one pixel, the
/// mean of red, green and blue in standard deviations of the photograph; the manifest cuts it at a probability of 0.9.
/// </summary>
internal static class BrightestPlace
{
    private const int Side = 256;

    /// <summary>Writes graph and manifest into a folder, lets the packager fill in hashes, and gives the zip's path.</summary>
    public static string Pack(string folder)
    {
        byte[] graph = new OnnxGraphBuilder()
            .Input("image", [1, 3, Side, Side])
            .Mix("brightness", "image", [1, 1, Side, Side], [1 / 3f, 1 / 3f, 1 / 3f])
            .Build();
        string files = Directory.CreateDirectory(Path.Combine(folder, "brightest-place")).FullName;
        File.WriteAllBytes(Path.Combine(files, "model.onnx"), graph);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "model.json"), Path.Combine(files, "model.json"), overwrite: true);

        string zip = files + ".zip";
        using FileStream target = File.Create(zip);
        ModelPackager.Pack(files, target);
        return zip;
    }
}
