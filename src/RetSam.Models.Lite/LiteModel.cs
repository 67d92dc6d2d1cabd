using RetSam.Inference;

namespace RetSam.Models.Lite;

/// <summary>
/// The default model, embedded in this assembly: nothing is downloaded, nothing is unpacked. Its weights are for research and
/// evaluation only (see the package's licence); its manifest says what it predicts and how well.
/// </summary>
public static class LiteModel
{
    private static readonly Lazy<ModelPackage> Package = new(Load);

    /// <summary>
    /// The model. The first call reads it from the assembly and checks its hash (some tens of milliseconds); later calls return the
    /// same object. Thread-safe.
    /// </summary>
    public static ModelPackage OpenPackage() => Package.Value;

    private static ModelPackage Load() => ModelPackage.FromBytes(Read("model.json"), Read("model.onnx"));

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(LiteModel).Assembly.GetManifestResourceStream($"RetSam.Models.Lite.{name}")
            ?? throw new InvalidOperationException($"The embedded '{name}' is missing from RetSam.Models.Lite.");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)resource.Length);
        resource.ReadExactly(bytes);
        return bytes;
    }
}
