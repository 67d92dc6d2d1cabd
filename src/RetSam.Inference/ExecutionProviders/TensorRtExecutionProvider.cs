using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// An NVIDIA GPU by TensorRT, which compiles the model when it is loaded: minutes, unless a cache is given. Operators that TensorRT does
/// not know run by CUDA on the same GPU, then on the processor. Masks may differ in single pixels from those of the processor, and more
/// with <see cref="UseFp16"/> or <see cref="UseInt8"/>.
/// </summary>
public sealed record TensorRtExecutionProvider : ExecutionProvider
{
    /// <summary>The first GPU, with the defaults below.</summary>
    public TensorRtExecutionProvider()
        : base("TensorrtExecutionProvider", CudaExecutionProvider.GpuPackage)
    {
    }

    /// <summary>The GPU's own settings, used for what TensorRT leaves to CUDA too. Default: the first GPU.</summary>
    /// <exception cref="ArgumentNullException">It is <see langword="null"/>.</exception>
    public CudaExecutionProvider Cuda
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Whether TensorRT may compute in 16 bits. Default <see langword="false"/>. A value that overflows is told as an error, not as an empty mask.</summary>
    public bool UseFp16 { get; init; }

    /// <summary>Whether TensorRT may compute in 8 bits; for models that hold their own quantisation (QDQ). Default <see langword="false"/>.</summary>
    public bool UseInt8 { get; init; }

    /// <summary>
    /// The folder in which compiled models are kept from one start to the next; <see langword="null"/>, the default, keeps none. Fits one
    /// GPU and one version of the libraries. Whoever may write to it decides what is computed: keep it from others.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public string? EngineCacheFolder
    {
        get;
        init => field = PathOrNull(value);
    }

    /// <summary>The folder in which the times of kernels are kept, which shortens compiling of similar models; <see langword="null"/>, the default, keeps none.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public string? TimingCacheFolder
    {
        get;
        init => field = PathOrNull(value);
    }

    /// <summary>The most bytes of GPU memory for compiling and for intermediate tensors; <see langword="null"/>, the default, for the GPU's whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long? WorkspaceBytes
    {
        get;
        init => field = ProviderValue.PositiveOrNull(value);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            var options = new Dictionary<string, string>
            {
                ["device_id"] = ProviderValue.Number(Cuda.DeviceId),
                ["trt_fp16_enable"] = ProviderValue.Flag(UseFp16),
                ["trt_int8_enable"] = ProviderValue.Flag(UseInt8),
                ["trt_engine_cache_enable"] = ProviderValue.Flag(EngineCacheFolder is not null),
                ["trt_timing_cache_enable"] = ProviderValue.Flag(TimingCacheFolder is not null),
                ["trt_cuda_graph_enable"] = ProviderValue.Flag(Cuda.UseCudaGraph),
            };
            Add("trt_engine_cache_path", EngineCacheFolder);
            Add("trt_timing_cache_path", TimingCacheFolder);
            Add("trt_max_workspace_size", WorkspaceBytes is { } bytes ? ProviderValue.Number(bytes) : null);
            return options;

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    options[name] = value;
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<string>> NativeLibraries =>
        [.. CudaExecutionProvider.CudaLibraries, OperatingSystem.IsWindows() ? ["nvinfer_10.dll"] : ["libnvinfer.so.10"]];

    /// <inheritdoc/>
    public override void Append(SessionOptions session)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(new Dictionary<string, string>(Options));
        session.AppendExecutionProvider_Tensorrt(tensorRt);
        Cuda.Append(session);
    }

    private static string? PathOrNull(string? value)
    {
        if (value is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
        }

        return value;
    }
}
