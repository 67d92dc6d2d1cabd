using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>How comparisons and tables of repeatability are written: as reports are.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MeasurementFlagsJsonConverter), typeof(FiniteNumberJsonConverter)])]
[JsonSerializable(typeof(RetinaComparison))]
[JsonSerializable(typeof(RepeatabilityTable))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext;
