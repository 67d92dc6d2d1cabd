using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>
/// How far measures scatter when the same eyes are measured again: the one that comes with the SDK (<see cref="Measuring"/>), or one taken
/// with a camera and a model of one's own (<see cref="FromRepeats"/>). Immutable and thread-safe.
/// </summary>
public sealed record RepeatabilityTable
{
    /// <summary>The version of the JSON format. The major number changes when readers must change.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The fewest degrees of freedom of an entry: below it a standard deviation is off by more than a fifth as often as not.</summary>
    public const int FewestDegreesOfFreedom = 10;

    /// <summary>
    /// What measuring alone adds: procedural eyes, drawn again turned and at other sizes, and measured by this SDK. A lower bound for
    /// anything that a model or a hand segmented. How it was made, and how to make it again, is in docs/compare.md.
    /// </summary>
    public static RepeatabilityTable Measuring => field ??= ReadEmbedded();

    /// <summary>The version of the JSON format.</summary>
    [JsonPropertyOrder(0)]
    public required string SchemaVersion { get; init; }

    /// <summary>How it was taken, in a sentence; stands beside every coefficient that comes from it.</summary>
    [JsonPropertyOrder(1)]
    public required string Method { get; init; }

    /// <summary>Which sources of difference are in it.</summary>
    [JsonPropertyOrder(2)]
    public required RepeatabilityCoverage Covers { get; init; }

    /// <summary>What made the masks (<see cref="ReportSegmentation.Source"/>); <see langword="null"/> when it holds for masks of any origin.</summary>
    [JsonPropertyOrder(3)]
    public required string? Source { get; init; }

    /// <summary>The SHA-256 of the weights that made the masks; <see langword="null"/> when no model package did.</summary>
    [JsonPropertyOrder(4)]
    public required string? ModelSha256 { get; init; }

    /// <summary>The measures, in the order of the reports.</summary>
    [JsonPropertyOrder(5)]
    public required IReadOnlyList<RepeatabilityEntry> Entries { get; init; }

    /// <summary>Takes the repeatability from repetitions: two or more reports of each of several eyes between which nothing changed.</summary>
    /// <param name="eyes">The reports of each eye; all made with the same model.</param>
    /// <param name="method">How they were taken, in a sentence, such as <c>20 eyes photographed twice within the hour with camera X</c>.</param>
    /// <param name="covers">Which sources of difference are in them. Default: photographs taken again.</param>
    /// <returns>
    /// An entry for each measure with at least <see cref="FewestDegreesOfFreedom"/> degrees of freedom; those without have none, and stay
    /// unknown. The variance is the mean of the eyes' own, each weighted by its degrees of freedom (one-way analysis of variance).
    /// </returns>
    /// <exception cref="ArgumentException">The reports come from different segmenters.</exception>
    public static RepeatabilityTable FromRepeats(
        IEnumerable<IReadOnlyList<RetinaReport>> eyes, string method, RepeatabilityCoverage covers = RepeatabilityCoverage.Photographs)
    {
        ArgumentNullException.ThrowIfNull(eyes);
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        return RepeatabilityEstimate.Of([.. eyes], method, covers);
    }

    /// <summary>Reads a table that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no table, or of another major version; the message says where.</exception>
    public static RepeatabilityTable Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ComparisonJson.ParseTable(json);
    }

    /// <summary>The entry of a measure; <see langword="null"/> when nothing is known of it.</summary>
    public RepeatabilityEntry? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Entries.FirstOrDefault(e => string.Equals(e.Id, id, StringComparison.Ordinal));
    }

    /// <summary>The table as indented JSON, lines ended by a line feed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Indented.RepeatabilityTable);

    private static RepeatabilityTable ReadEmbedded()
    {
        using Stream stream = typeof(RepeatabilityTable).Assembly.GetManifestResourceStream("RetSam.repeatability.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
