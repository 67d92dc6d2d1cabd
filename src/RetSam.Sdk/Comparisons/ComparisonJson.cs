using System.Text.Json;

namespace RetSam;

/// <summary>Reads and writes comparisons and tables of repeatability.</summary>
internal static class ComparisonJson
{
    /// <summary>Indented, with line feeds on every system.</summary>
    public static ComparisonJsonContext Indented { get; } = new(new JsonSerializerOptions(ComparisonJsonContext.Default.Options) { WriteIndented = true, NewLine = "\n" });

    public static RetinaComparison Parse(string json)
    {
        RetinaComparison comparison = VersionedJson.Read(json, ComparisonJsonContext.Default.RetinaComparison, "a comparison");
        VersionedJson.RequireVersion(comparison.SchemaVersion, RetinaComparison.CurrentSchemaVersion, "comparison");
        return comparison;
    }

    public static RepeatabilityTable ParseTable(string json)
    {
        RepeatabilityTable table = VersionedJson.Read(json, ComparisonJsonContext.Default.RepeatabilityTable, "a table of repeatability");
        VersionedJson.RequireVersion(table.SchemaVersion, RepeatabilityTable.CurrentSchemaVersion, "table");
        foreach (RepeatabilityEntry entry in table.Entries)
        {
            if (entry is null || !(entry.Sd >= 0 && double.IsFinite(entry.Sd)) || !(entry.Cv is null or (>= 0 and < double.PositiveInfinity)))
            {
                throw VersionedJson.Refused($"The entry '{entry?.Id}' has the standard deviation {entry?.Sd} and the coefficient of variation {entry?.Cv}; finite numbers of at least 0 are wanted.");
            }
        }

        return table;
    }
}
