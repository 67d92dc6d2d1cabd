using System.Globalization;
using RetSam.Biomarkers;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary>Measurements for a person: a table on a terminal, lines separated by tabs otherwise.</summary>
internal static class ReportTable
{
    /// <summary>What most people look for first; shown after a single photograph was analysed.</summary>
    private static readonly string[] MainIds =
    [
        "vessel.vessel.density", "vessel.artery.density", "vessel.vein.density",
        "vessel.artery.crae.knudtson", "vessel.vein.crve.knudtson", "vessel.avr",
        "vessel.vessel.tortuosity.distance_factor.mean", "vessel.artery.tortuosity.distance_factor.mean", "vessel.vein.tortuosity.distance_factor.mean",
        "vessel.vessel.fractal.d0", "disc.area", "cdr.vertical", "cdr.area", "macula.disc_distance",
    ];

    /// <summary>The main measures of a report, in a fixed order; those of its catalogue only.</summary>
    public static IEnumerable<ReportMeasurement> MainOf(RetinaReport report) => MainIds.Select(report.Find).OfType<ReportMeasurement>();

    /// <summary>Writes measurements, and a line for each finding after them.</summary>
    public static void Write(CliConsole console, IEnumerable<ReportMeasurement> measurements, IReadOnlyList<Finding> findings)
    {
        if (console.IsInteractive)
        {
            WriteTable(console, measurements);
            FindingLines.WriteText(console.Out, findings);
        }
        else
        {
            WriteLines(console.Out, measurements);
            FindingLines.WriteColumns(console.Out, findings);
        }
    }

    private static void WriteTable(CliConsole console, IEnumerable<ReportMeasurement> measurements)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("measure", "value", "physical", "");
        // Only the id may break where the terminal is too narrow for everything: half a number would be a wrong number.
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.NoWrap().RightAligned().PadRight(0);
        }

        // Statuses and flags are long and few: numbers in the table, words below it, so that it fits into eighty columns.
        var notes = new List<string>();
        foreach (ReportMeasurement m in measurements)
        {
            string physical = m.Physical is { } p ? $"{Short(p.Value)} {p.Unit}" : "";
            string note = m.Value is null ? m.Status.ToString() : m.Flags == 0 ? "" : m.Flags.ToString();
            string value = m.Value is null ? "" : m.Unit == "1" ? Short(m.Value) : $"{Short(m.Value)} {m.Unit}";
            table.AddRow(Markup.Escape(m.Id), Markup.Escape(value), Markup.Escape(physical), NumberOf(note, notes));
        }

        console.Tables.Write(table);
        for (int i = 0; i < notes.Count; i++)
        {
            console.Tables.WriteLine($"  {i + 1}  {notes[i]}");
        }
    }

    private static string NumberOf(string note, List<string> notes)
    {
        if (note.Length == 0)
        {
            return "";
        }

        int index = notes.IndexOf(note);
        if (index < 0)
        {
            index = notes.Count;
            notes.Add(note);
        }

        return (index + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static void WriteLines(TextWriter writer, IEnumerable<ReportMeasurement> measurements)
    {
        writer.Write("id\tvalue\tunit\tstatus\n");
        foreach (ReportMeasurement m in measurements)
        {
            writer.Write($"{m.Id}\t{m.Value?.ToString("R", CultureInfo.InvariantCulture)}\t{m.Unit}\t{m.Status}\n");
        }
    }

    /// <summary>Five significant digits, and every digit of a whole number.</summary>
    private static string Short(double? value) => value switch
    {
        null => "",
        { } v when Math.Abs(v) >= 1e5 => v.ToString("F0", CultureInfo.InvariantCulture),
        { } v => v.ToString("G5", CultureInfo.InvariantCulture),
    };
}
