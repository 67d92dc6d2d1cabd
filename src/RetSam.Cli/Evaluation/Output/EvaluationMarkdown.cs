using System.Text;

namespace RetSam.Cli.Evaluation;

/// <summary>The two tables as Markdown, for model cards.</summary>
internal static class EvaluationMarkdown
{
    public static string Of(EvaluationResult result)
    {
        var text = new StringBuilder();
        Append(text, EvaluationRows.ScoreColumns, EvaluationRows.Scores(result), leftColumns: 2);
        string[][] agreements = [.. EvaluationRows.Agreements(result)];
        if (agreements.Length > 0)
        {
            text.Append('\n');
            Append(text, EvaluationRows.AgreementColumns, agreements, leftColumns: 3);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] columns, IEnumerable<string[]> rows, int leftColumns)
    {
        AppendRow(text, columns);
        AppendRow(text, [.. columns.Select((_, i) => i < leftColumns ? "---" : "---:")]);
        foreach (string[] row in rows)
        {
            AppendRow(text, row);
        }
    }

    private static void AppendRow(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
