using System.Text.Json;
using System.Text.Json.Serialization;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>
/// What was measured on one photograph, ready to be stored: immutable, thread-safe, and the same JSON for the same pixels on any
/// machine. It carries no time of analysis and no durations (see <see cref="RetinaAnalysis.Timings"/>), so that two runs can be compared
/// byte by byte. The format is described in docs/report.md and docs/report.schema.json.
/// </summary>
public sealed record RetinaReport
{
    /// <summary>The version of the JSON format that this package writes. The major number changes when readers must change.</summary>
    public const string CurrentSchemaVersion = "1.3";

    /// <summary>What stands in every report and should stand wherever its numbers are shown.</summary>
    public const string NotAMedicalDevice =
        "Research use only. RetSam.Sdk is not a medical device: its numbers are measurements and its findings are rules over them, not a diagnosis.";

    /// <summary>The version of the JSON format.</summary>
    [JsonPropertyOrder(0)]
    public required string SchemaVersion { get; init; }

    /// <summary>The program that made the report.</summary>
    [JsonPropertyOrder(1)]
    public required ReportGenerator Generator { get; init; }

    /// <summary>See <see cref="NotAMedicalDevice"/>.</summary>
    [JsonPropertyOrder(2)]
    public required string Disclaimer { get; init; }

    /// <summary>The photograph.</summary>
    [JsonPropertyOrder(3)]
    public required ReportImage Image { get; init; }

    /// <summary>The illuminated area.</summary>
    [JsonPropertyOrder(4)]
    public required ReportFieldOfView FieldOfView { get; init; }

    /// <summary>Micrometres per pixel, and how they are known.</summary>
    [JsonPropertyOrder(5)]
    public required ReportScale Scale { get; init; }

    /// <summary>Which eye it is, and how that is known.</summary>
    [JsonPropertyOrder(6)]
    public required ReportLaterality Laterality { get; init; }

    /// <summary>Where the masks come from, and what they show.</summary>
    [JsonPropertyOrder(7)]
    public required ReportSegmentation Segmentation { get; init; }

    /// <summary>
    /// Every measure that could be asked of these masks, in the catalogue's order, with its value or the reason why there is none.
    /// Measures of a lesion or phenotype that nobody looked for are absent.
    /// </summary>
    [JsonPropertyOrder(8)]
    public required IReadOnlyList<ReportMeasurement> Measurements { get; init; }

    /// <summary>What the analyzer's rules say of the measurements, in the order of the rules; none in a report of version 1.0. Not diagnoses.</summary>
    [JsonPropertyOrder(9)]
    public IReadOnlyList<Finding> Findings { get => field ?? []; init; }

    /// <summary>Reads a report that <see cref="ToJson"/> or <see cref="WriteJsonAsync"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not JSON, not a report, of another major version, or contradicts itself; the message says where.</exception>
    public static RetinaReport Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ReportJson.Parse(json);
    }

    /// <summary>The measurement of an id, such as <c>vessel.avr</c>; <see langword="null"/> when the report has none.</summary>
    public ReportMeasurement? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Measurements.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal));
    }

    /// <summary>The report as indented JSON, lines ended by a line feed. Numbers are written so that reading them gives the same bits.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJsonFormats.Indented.RetinaReport);

    /// <summary>The report as JSON on one line, for JSON Lines.</summary>
    public string ToJsonLine() => JsonSerializer.Serialize(this, ReportJsonFormats.Compact.RetinaReport);

    /// <summary>Writes what <see cref="ToJson"/> returns as UTF-8 without a byte order mark. The stream is left open.</summary>
    public Task WriteJsonAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled(cancellationToken)
            : JsonSerializer.SerializeAsync(stream, this, ReportJsonFormats.Indented.RetinaReport, cancellationToken);
    }
}
