using RetSam.Inference;

namespace RetSam.Models.Lite;

/// <summary>
/// The default model, embedded in this assembly: nothing is downloaded, nothing is unpacked. Its weights are for research and
/// evaluation only (see the package's licence); its manifest says what it predicts and how well.
/// </summary>
public static class LiteModel
{
    private static readonly Lazy<ModelPackage> Package = new(() => ModelPackage.OpenResources(typeof(LiteModel).Assembly, "RetSam.Models.Lite."));

    /// <summary>
    /// The model. The first call reads it from the assembly and checks its hash (some tens of milliseconds); later calls return the
    /// same object. Thread-safe.
    /// </summary>
    public static ModelPackage OpenPackage() => Package.Value;
}
