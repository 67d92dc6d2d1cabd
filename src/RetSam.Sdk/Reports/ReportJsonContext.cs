using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>How reports are written: every property always there, enumerations by name, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MeasurementFlagsJsonConverter), typeof(ReportNumberJsonConverter)])]
[JsonSerializable(typeof(RetinaReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
