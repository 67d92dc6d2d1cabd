namespace RetSam.Inference;

/// <summary>A provider that was preferred to the one in use, and why it is not used.</summary>
/// <param name="Provider">ONNX Runtime's name of it.</param>
/// <param name="Fault">Why, in one of a few words; carried into the report.</param>
/// <param name="Message">Why, in a sentence. May hold what ONNX Runtime said, with paths of this machine.</param>
public sealed record ExecutionProviderFallback(string Provider, ExecutionProviderFault Fault, string Message);
