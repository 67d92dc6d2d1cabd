using System.Text.Json;

namespace RetSam;

/// <summary>What a self-test found.</summary>
/// <param name="SdkVersion">The version of RetSam.Sdk that was tested.</param>
/// <param name="Platform">Operating system, processor architecture and .NET runtime.</param>
/// <param name="Model">The model that was tested, such as <c>retsam-lite 0.3.0</c>; <see langword="null"/> when only measures were.</param>
/// <param name="ExecutionProvider">Where the model ran, by ONNX Runtime's name; <see langword="null"/> without a model or ONNX Runtime.</param>
/// <param name="Checks">Every check, in the order they were made; never empty.</param>
public sealed record SelfTestResult(string SdkVersion, string Platform, string? Model, string? ExecutionProvider, IReadOnlyList<SelfTestCheck> Checks)
{
    /// <summary>Whether every check holds.</summary>
    public bool Passed => Checks.All(c => c.Holds);

    /// <summary>The checks that do not hold.</summary>
    public IEnumerable<SelfTestCheck> Failures => Checks.Where(c => !c.Holds);

    /// <summary>The result as indented JSON, to be filed with the validation of an installation.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SelfTestJsonContext.Default.SelfTestResult);
}
