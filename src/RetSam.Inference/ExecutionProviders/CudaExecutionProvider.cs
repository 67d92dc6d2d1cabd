using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// An NVIDIA GPU by CUDA. Operators that CUDA does not know run on the processor. Masks may differ in single pixels from those of the
/// processor.
/// </summary>
public sealed record CudaExecutionProvider : ExecutionProvider
{
    /// <summary>The first GPU, with the defaults below.</summary>
    public CudaExecutionProvider()
        : base("CUDAExecutionProvider", GpuPackage)
    {
    }

    /// <summary>Which GPU, 0 for the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int DeviceId
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The most bytes of GPU memory for tensors; <see langword="null"/>, the default, for no limit. The libraries' own memory is not counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long? MemoryLimitBytes
    {
        get;
        init => field = ProviderValue.PositiveOrNull(value);
    }

    /// <summary>How GPU memory grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public GpuArena Arena
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown way to grow.");
    }

    /// <summary>Whether products round to ten bits of mantissa. Default <see langword="false"/>: faster, and visibly other masks than the processor's.</summary>
    public bool UseTf32 { get; init; }

    /// <summary>
    /// Whether the kernels of a run are recorded and replayed as one CUDA graph. Default <see langword="false"/>. Only for models all of
    /// whose operators run on the GPU, and for one image in flight (<see cref="OnnxSegmenterOptions.MaxConcurrency"/> 1).
    /// </summary>
    public bool UseCudaGraph { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            var options = new Dictionary<string, string>
            {
                ["device_id"] = ProviderValue.Number(DeviceId),
                ["arena_extend_strategy"] = Arena == GpuArena.SameAsRequested ? "kSameAsRequested" : "kNextPowerOfTwo",
                ["use_tf32"] = ProviderValue.Flag(UseTf32),
                ["enable_cuda_graph"] = ProviderValue.Flag(UseCudaGraph),
            };
            if (MemoryLimitBytes is { } limit)
            {
                options["gpu_mem_limit"] = ProviderValue.Number(limit);
            }

            return options;
        }
    }

    /// <summary>The package of both providers for NVIDIA GPUs.</summary>
    internal static string GpuPackage => "Microsoft.ML.OnnxRuntime.Gpu";

    /// <summary>The libraries of CUDA itself, in the major versions that ONNX Runtime has been built for.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> CudaLibraries => OperatingSystem.IsWindows()
        ? [["cudart64_12.dll", "cudart64_13.dll"], ["cublas64_12.dll", "cublas64_13.dll"], ["cudnn64_9.dll"]]
        : [["libcudart.so.12", "libcudart.so.13"], ["libcublas.so.12", "libcublas.so.13"], ["libcudnn.so.9"]];

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<string>> NativeLibraries => CudaLibraries;

    /// <inheritdoc/>
    public override void Append(SessionOptions session)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>(Options));
        session.AppendExecutionProvider_CUDA(cuda);
    }
}
