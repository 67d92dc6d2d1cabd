using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RetSam;

/// <summary>Reads and writes comparisons and tables of repeatability.</summary>
internal static class ComparisonJson
{
    /// <summary>Indented, with line feeds on every system.</summary>
    public static ComparisonJsonContext Indented { get; } = new(new JsonSerializerOptions(ComparisonJsonContext.Default.Options) { WriteIndented = true, NewLine = "\n" });

    public static RetinaComparison Parse(string json)
    {
        RetinaComparison comparison = Read(json, ComparisonJsonContext.Default.RetinaComparison, "a comparison");
        RequireVersion(comparison.SchemaVersion, RetinaComparison.CurrentSchemaVersion, "comparison");
        return comparison;
    }

    public static RepeatabilityTable ParseTable(string json)
    {
        RepeatabilityTable table = Read(json, ComparisonJsonContext.Default.RepeatabilityTable, "a table of repeatability");
        RequireVersion(table.SchemaVersion, RepeatabilityTable.CurrentSchemaVersion, "table");
        foreach (RepeatabilityEntry entry in table.Entries)
        {
            if (entry is null || !(entry.Sd >= 0 && double.IsFinite(entry.Sd)) || !(entry.Cv is null or (>= 0 and < double.PositiveInfinity)))
            {
                throw new FormatException($"The entry '{entry?.Id}' has the standard deviation {entry?.Sd} and the coefficient of variation {entry?.Cv}; finite numbers of at least 0 are wanted.");
            }
        }

        return table;
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new FormatException($"The text is JSON null; {what} is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The text is not {what} of RetSam: at {e.Path ?? "$"}, line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    private static void RequireVersion(string found, string current, string what)
    {
        string supported = current.Split('.')[0];
        if (!string.Equals(found.Split('.')[0], supported, StringComparison.Ordinal))
        {
            throw new FormatException($"The {what} has schemaVersion '{found}'; this version of RetSam.Sdk reads {supported}.x.");
        }
    }
}
