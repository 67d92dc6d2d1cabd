using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>
/// Two reports side by side: two visits of one eye, or the two eyes of one person. Each measure with both values, the change, and whether
/// the change exceeds what repetition alone would show, where that is known. Immutable and thread-safe. The format is described in
/// docs/compare.md.
/// </summary>
public sealed record RetinaComparison
{
    /// <summary>The version of the JSON format. The major number changes when readers must change.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The version of the JSON format.</summary>
    [JsonPropertyOrder(0)]
    public required string SchemaVersion { get; init; }

    /// <summary>See <see cref="RetinaReport.NotAMedicalDevice"/>.</summary>
    [JsonPropertyOrder(1)]
    public required string Disclaimer { get; init; }

    /// <summary>What the photographs are to each other.</summary>
    [JsonPropertyOrder(2)]
    public required ComparisonKind Kind { get; init; }

    /// <summary>The earlier visit, or one of the eyes.</summary>
    [JsonPropertyOrder(3)]
    public required ComparedReport First { get; init; }

    /// <summary>The later visit, or the other eye.</summary>
    [JsonPropertyOrder(4)]
    public required ComparedReport Second { get; init; }

    /// <summary>What to know before reading the changes, each once, in the order of the enumeration.</summary>
    [JsonPropertyOrder(5)]
    public required IReadOnlyList<ComparisonCaution> Cautions { get; init; }

    /// <summary>Every measure of either report, in the order of the first, then those that only the second has.</summary>
    [JsonPropertyOrder(6)]
    public required IReadOnlyList<MeasureChange> Changes { get; init; }

    /// <summary>Compares two reports.</summary>
    /// <param name="first">The earlier visit, or one of the eyes.</param>
    /// <param name="second">The later visit, or the other eye.</param>
    /// <param name="repeatability">Repeatability of one's own, used where it was taken with the model of both reports; elsewhere, and by default, <see cref="RepeatabilityTable.Measuring"/> and the intervals of the reports are.</param>
    /// <remarks>That both show one person is the caller's to know.</remarks>
    public static RetinaComparison Between(RetinaReport first, RetinaReport second, RepeatabilityTable? repeatability = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new ReportComparer(first, second, repeatability).Compare();
    }

    /// <summary>Reads a comparison that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no comparison, or of another major version; the message says where.</exception>
    public static RetinaComparison Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ComparisonJson.Parse(json);
    }

    /// <summary>The change of a measure, by its id in the first report; <see langword="null"/> when there is none.</summary>
    public MeasureChange? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Changes.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));
    }

    /// <summary>The comparison as indented JSON, lines ended by a line feed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Indented.RetinaComparison);
}
