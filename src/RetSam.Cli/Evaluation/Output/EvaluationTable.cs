using Spectre.Console;

namespace RetSam.Cli.Evaluation;

/// <summary>An evaluation for a person: tables on a terminal, lines separated by tabs otherwise.</summary>
internal static class EvaluationTable
{
    public static void Write(CliConsole console, EvaluationResult result)
    {
        Write(console, EvaluationRows.ScoreColumns, EvaluationRows.Scores(result), leftColumns: 2);
        string[][] agreements = [.. EvaluationRows.Agreements(result)];
        if (agreements.Length > 0)
        {
            Write(console, EvaluationRows.AgreementColumns, agreements, leftColumns: 3);
        }
    }

    private static void Write(CliConsole console, string[] columns, IEnumerable<string[]> rows, int leftColumns)
    {
        if (!console.IsInteractive)
        {
            console.Out.Write(string.Join('\t', columns) + "\n");
            foreach (string[] row in rows)
            {
                console.Out.Write(string.Join('\t', row) + "\n");
            }

            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        for (int c = 0; c < columns.Length; c++)
        {
            table.Columns[c].NoWrap();
            if (c >= leftColumns)
            {
                table.Columns[c].RightAligned();
            }
        }

        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Tables.Write(table);
    }
}
