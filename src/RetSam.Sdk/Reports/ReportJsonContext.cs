using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>How reports are written: every property always there, enumerations by name, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(MeasurementFlagsJsonConverter)])]
[JsonSerializable(typeof(RetinaReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext
{
    /// <summary>The same, for people: indented, with line feeds on every system.</summary>
    public static ReportJsonContext Indented { get; } = new(new JsonSerializerOptions(Default.Options) { WriteIndented = true, NewLine = "\n" });
}
