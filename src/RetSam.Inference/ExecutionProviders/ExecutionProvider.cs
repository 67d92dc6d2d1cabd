using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// Where ONNX Runtime computes, and with which settings. The processor is always there once a native ONNX Runtime is; others need a
/// native package of their own in the application. A new provider is one class: a record that derives from this one, names itself and
/// appends itself to a session's options (docs/execution-providers.md). Immutable, and what derives from it must be so too.
/// </summary>
public abstract record ExecutionProvider
{
    /// <summary>Names a provider.</summary>
    /// <param name="name">ONNX Runtime's own name, as <see cref="OrtEnv.GetAvailableProviders"/> tells it, such as <c>CUDAExecutionProvider</c>.</param>
    /// <param name="package">The NuGet package that brings it, for error messages.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    protected ExecutionProvider(string name, string package)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(package);
        Name = name;
        Package = package;
    }

    /// <summary>ONNX Runtime's own name of the provider, such as <c>CPUExecutionProvider</c>.</summary>
    public string Name { get; }

    /// <summary>The NuGet package that brings it.</summary>
    public string Package { get; }

    /// <summary>
    /// The settings in ONNX Runtime's own terms, as <see cref="SessionInfo.Options"/> records them. Whatever of them
    /// <see cref="Append"/> does not hand over has no effect.
    /// </summary>
    public abstract IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>
    /// The native libraries the provider needs beside ONNX Runtime's own, for <see cref="Check"/>: for each the names, by operating system
    /// and version, of which one must load. None by default.
    /// </summary>
    protected virtual IReadOnlyList<IReadOnlyList<string>> NativeLibraries => [];

    /// <summary>What this process could do with each provider this library brings, the fastest first, without making a session.</summary>
    /// <exception cref="ExecutionProviderException">There is no native ONNX Runtime, or it does not fit; the message says which package to add.</exception>
    public static IReadOnlyList<ExecutionProviderStatus> CheckAll()
        => [new TensorRtExecutionProvider().Check(), new CudaExecutionProvider().Check(), new CpuExecutionProvider().Check()];

    /// <summary>
    /// Looks whether the native ONNX Runtime of this process was built with the provider, and whether the libraries it needs can be loaded.
    /// No session is made and no device is touched: a driver that is too old shows only when a model is loaded.
    /// </summary>
    /// <exception cref="ExecutionProviderException">There is no native ONNX Runtime, or it does not fit; the message says which package to add.</exception>
    public ExecutionProviderStatus Check()
    {
        string[] built = OrtRuntime.GetProviders();
        if (!built.Contains(Name))
        {
            return new ExecutionProviderStatus(this, ExecutionProviderFault.NotInRuntime, [], OrtRuntime.DescribeMissing(this, built));
        }

        string[] missing = [.. NativeLibraries.Where(names => !NativeLibraryProbe.AnyLoads(names)).Select(names => string.Join(" or ", names))];
        return missing.Length == 0
            ? new ExecutionProviderStatus(this, null, [], null)
            : new ExecutionProviderStatus(
                this,
                ExecutionProviderFault.LibraryMissing,
                missing,
                $"{Name} is in the native ONNX Runtime of this application, but libraries that it needs cannot be loaded: {string.Join(", ", missing)}. "
                + "Install them, or put their folder on the library path.");
    }

    /// <summary>
    /// Appends the provider to the options of a session that is about to be made. They hold the threads already; a provider may change
    /// what it must. Failures are best left to their exceptions: those of ONNX Runtime and of missing entry points are put into plain words.
    /// </summary>
    public abstract void Append(SessionOptions session);
}
