using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>How a self-test's result is written and its reference is read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SelfTestResult))]
[JsonSerializable(typeof(SelfTestReference))]
internal sealed partial class SelfTestJsonContext : JsonSerializerContext;
