namespace RetSam.Inference;

/// <summary>
/// Where ONNX Runtime computes. The processor is always there once a native ONNX Runtime is; the others need a native package of
/// their own in the application, and a session that asks for one that is missing says which. The choice never falls back silently.
/// </summary>
public sealed record ExecutionProvider
{
    private ExecutionProvider(string name, string package, int deviceId)
    {
        Name = name;
        Package = package;
        DeviceId = deviceId;
    }

    /// <summary>The processor.</summary>
    public static ExecutionProvider Cpu { get; } = new("CPUExecutionProvider", "Microsoft.ML.OnnxRuntime", 0);

    /// <summary>ONNX Runtime's own name of the provider, such as <c>CPUExecutionProvider</c>.</summary>
    public string Name { get; }

    /// <summary>The NuGet package that brings it.</summary>
    public string Package { get; }

    /// <summary>Which of several devices; 0 for the processor.</summary>
    public int DeviceId { get; }

    /// <summary>An NVIDIA GPU by CUDA. Masks may differ in single pixels from those of the processor.</summary>
    /// <param name="deviceId">The device, 0 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static ExecutionProvider Cuda(int deviceId = 0) => OnGpu("CUDAExecutionProvider", deviceId);

    /// <summary>An NVIDIA GPU by TensorRT, which compiles the model at the first start. Masks may differ in single pixels from those of the processor.</summary>
    /// <param name="deviceId">The device, 0 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static ExecutionProvider TensorRt(int deviceId = 0) => OnGpu("TensorrtExecutionProvider", deviceId);

    private static ExecutionProvider OnGpu(string name, int deviceId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviceId);
        return new ExecutionProvider(name, "Microsoft.ML.OnnxRuntime.Gpu", deviceId);
    }
}
