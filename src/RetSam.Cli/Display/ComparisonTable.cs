using System.Globalization;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary>A comparison for a person: a table on a terminal, lines separated by tabs otherwise.</summary>
internal static class ComparisonTable
{
    public static void Write(CliConsole console, RetinaComparison comparison, bool all)
    {
        MeasureChange[] changes = [.. comparison.Changes.Where(c => all || c.Status == ChangeStatus.Compared)];
        if (!console.IsInteractive)
        {
            WriteLines(console.Out, changes);
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("measure", "first", "second", "change", "repeats within", "");
        // As in a report's table: only the id may break.
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.NoWrap().RightAligned().PadRight(0);
        }

        foreach (MeasureChange c in changes)
        {
            string unit = c.Unit == "1" ? "" : $" {c.Unit}";
            string verdict = c.Status != ChangeStatus.Compared ? c.Status.ToString() : c.Verdict == ChangeVerdict.Exceeds ? "exceeds" : c.Verdict == ChangeVerdict.Within ? "within" : "?";
            table.AddRow(
                Markup.Escape(c.Id), Short(c.First) + unit, Short(c.Second) + unit, Short(c.Change), Short(c.Repeatability?.Coefficient), verdict);
        }

        console.Tables.Write(table);
        console.Out.WriteLine($"{changes.Length} of {comparison.Changes.Count} measures; compared as {comparison.Kind}.");
        foreach (ComparisonCaution caution in comparison.Cautions)
        {
            console.Out.WriteLine($"Caution: {caution}");
        }

        foreach (string source in changes.Select(c => c.Repeatability).OfType<Repeatability>().Select(r => $"Repeatability of {r.Covers}: {r.Source}").Distinct(StringComparer.Ordinal))
        {
            console.Out.WriteLine(source);
        }

        console.Out.WriteLine(RetinaReport.NotAMedicalDevice);
    }

    private static void WriteLines(TextWriter writer, IEnumerable<MeasureChange> changes)
    {
        writer.Write("id\tfirst\tsecond\tchange\tunit\tstatus\trepeatability\tcovers\tverdict\n");
        foreach (MeasureChange c in changes)
        {
            writer.Write($"{c.Id}\t{Full(c.First)}\t{Full(c.Second)}\t{Full(c.Change)}\t{c.Unit}\t{c.Status}\t{Full(c.Repeatability?.Coefficient)}\t{c.Repeatability?.Covers}\t{c.Verdict}\n");
        }
    }

    private static string? Full(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
