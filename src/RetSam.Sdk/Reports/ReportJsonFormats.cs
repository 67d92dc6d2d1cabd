using System.Text.Json;

namespace RetSam;

/// <summary>The two ways a report is written.</summary>
internal static class ReportJsonFormats
{
    /// <summary>On one line, for machines.</summary>
    public static ReportJsonContext Compact { get; } = ReportJsonContext.Default;

    /// <summary>For people: indented, with line feeds on every system.</summary>
    public static ReportJsonContext Indented { get; } = new(new JsonSerializerOptions(ReportJsonContext.Default.Options) { WriteIndented = true, NewLine = "\n" });
}
