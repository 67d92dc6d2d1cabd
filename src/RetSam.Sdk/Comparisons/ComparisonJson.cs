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
        VersionedJson.RefuseNulls(comparison.First.Model?.Fallbacks ?? [], "$.first.model.fallbacks");
        VersionedJson.RefuseNulls(comparison.Second.Model?.Fallbacks ?? [], "$.second.model.fallbacks");
        VersionedJson.RefuseNulls(comparison.Changes, "$.changes");
        foreach (MeasureChange change in comparison.Changes)
        {
            if (change.Change is null == (change.Status == ChangeStatus.Compared))
            {
                throw VersionedJson.Refused($"The measure '{change.Id}' has status {change.Status} and {(change.Change is null ? "no" : "a")} change; a change goes with Compared.");
            }
        }

        return comparison;
    }

    public static RepeatabilityTable ParseTable(string json)
    {
        RepeatabilityTable table = VersionedJson.Read(json, ComparisonJsonContext.Default.RepeatabilityTable, "a table of repeatability");
        VersionedJson.RequireVersion(table.SchemaVersion, RepeatabilityTable.CurrentSchemaVersion, "table");
        VersionedJson.RefuseNulls(table.Entries, "$.entries");
        foreach (RepeatabilityEntry entry in table.Entries)
        {
            if (!(entry.Sd is >= 0 and <= ReportNumberJsonConverter.LargestMeasured) || !(entry.Cv is null or (>= 0 and <= ReportNumberJsonConverter.LargestMeasured)))
            {
                throw VersionedJson.Refused($"The entry '{entry.Id}' has the standard deviation {entry.Sd} and the coefficient of variation {entry.Cv}; numbers of 0 to {ReportNumberJsonConverter.LargestMeasured} are wanted.");
            }
        }

        return table;
    }
}
