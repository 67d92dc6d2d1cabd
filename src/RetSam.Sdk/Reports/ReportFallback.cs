using RetSam.Inference;

namespace RetSam;

/// <summary>An execution provider that was not used although it was preferred.</summary>
/// <param name="ExecutionProvider">ONNX Runtime's name of it.</param>
/// <param name="Reason">Why. The whole sentence, which may name folders of a machine, is in <see cref="SessionInfo.Fallbacks"/> and the log only.</param>
public sealed record ReportFallback(string ExecutionProvider, ExecutionProviderFault Reason);
