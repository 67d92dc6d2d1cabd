using System.Globalization;
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

    public static void Write(CliConsole console, IEnumerable<ReportMeasurement> measurements)
    {
        if (console.IsInteractive)
        {
            WriteTable(console, measurements);
        }
        else
        {
            WriteLines(console.Out, measurements);
        }
    }

    private static void WriteTable(CliConsole console, IEnumerable<ReportMeasurement> measurements)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("measure", "value", "unit", "physical", "notes");
        table.Columns[0].NoWrap();
        table.Columns[1].RightAligned();
        table.Columns[3].RightAligned();
        foreach (ReportMeasurement m in measurements)
        {
            string physical = m.Physical is { } p ? $"{Short(p.Value)} {p.Unit}" : "";
            string notes = m.Value is null ? m.Status.ToString() : m.Flags == 0 ? "" : m.Flags.ToString();
            table.AddRow(Markup.Escape(m.Id), Short(m.Value), Markup.Escape(m.Unit), Markup.Escape(physical), Markup.Escape(notes));
        }

        console.Tables.Write(table);
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
