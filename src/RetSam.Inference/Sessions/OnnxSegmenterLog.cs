using Microsoft.Extensions.Logging;

namespace RetSam.Inference;

/// <summary>What the segmenter logs. Never anything of an image: no names, sizes or findings.</summary>
internal static partial class OnnxSegmenterLog
{
    [LoggerMessage(1, LogLevel.Information, "Model {Model} loaded on {Provider} with {Threads} threads in {Milliseconds:F0} ms.")]
    public static partial void ModelLoaded(ILogger logger, string model, string provider, int threads, double milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "Segmented: preprocess {Preprocess:F1} ms, infer {Infer:F1} ms, decode {Decode:F1} ms.")]
    public static partial void Segmented(ILogger logger, double preprocess, double infer, double decode);

    [LoggerMessage(4, LogLevel.Warning, "Execution provider {Provider} is not used ({Fault}): {Reason}")]
    public static partial void ProviderNotUsed(ILogger logger, string provider, ExecutionProviderFault fault, string reason);

    [LoggerMessage(3, LogLevel.Error, "ONNX Runtime failed while running {Model}.")]
    public static partial void RunFailed(ILogger logger, string model, Exception exception);
}
