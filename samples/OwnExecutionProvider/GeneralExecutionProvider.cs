using Microsoft.ML.OnnxRuntime;
using RetSam.Inference;

namespace OwnExecutionProvider;

/// <summary>
/// Any provider that ONNX Runtime takes by its short name, with settings as text: XNNPACK, QNN, WebGPU, and the processor itself under the name
/// CPU. Being a record, two with the same settings are equal, and <c>with</c> makes another.
/// </summary>
/// <param name="Name">What ONNX Runtime lists it as, such as <c>XnnpackExecutionProvider</c>.</param>
/// <param name="ShortName">What ONNX Runtime appends it by, such as <c>XNNPACK</c>.</param>
/// <param name="Package">What an application must add to have it; told when it is missing.</param>
internal sealed record GeneralExecutionProvider(string Name, string ShortName, string Package) : ExecutionProvider(Name, Package)
{
    /// <summary>Settings by ONNX Runtime's own names; <c>SessionInfo.Options</c> tells them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public override IReadOnlyDictionary<string, string> Options => Settings;

    public override void Append(SessionOptions session) => session.AppendExecutionProvider(ShortName, new Dictionary<string, string>(Settings));
}
