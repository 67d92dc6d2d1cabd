using System.Text;

namespace RetSam.Sdk.Tests.Exports;

/// <summary>A plain reader of RFC 4180, character by character.</summary>
internal static class CsvText
{
    public static string[][] Read(string text)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] is (',' or '\n'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    rows.Add([.. cells]);
                    cells.Clear();
                }
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        return [.. rows];
    }
}
