using System.Text;

namespace RetSam.Cli;

/// <summary>Reads comma-separated text as RFC 4180 describes it: quoted fields may hold commas, line ends and doubled quotes; empty lines are passed over.</summary>
internal static class CsvRecords
{
    /// <summary>The records, each with the line it begins on, counted from 1.</summary>
    /// <exception cref="FormatException">A quote is not closed, or text follows a closing quote; the message names the line.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string text)
    {
        int line = 1;
        int at = 0;
        while (at < text.Length)
        {
            int begins = line;
            string[] fields = ReadRecord(text, ref at, ref line);
            if (fields is not [""])
            {
                yield return (begins, fields);
            }
        }
    }

    private static string[] ReadRecord(string text, ref int at, ref int line)
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? ReadQuoted(text, ref at, ref line) : ReadPlain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            at += at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
            line++;
            return [.. fields];
        }
    }

    private static string ReadPlain(string text, ref int at)
    {
        int end = text.AsSpan(at).IndexOfAny(",\r\n");
        string field = end < 0 ? text[at..] : text.Substring(at, end);
        at += field.Length;
        return field;
    }

    private static string ReadQuoted(string text, ref int at, ref int line)
    {
        int begins = line;
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] is ',' or '\r' or '\n')
                {
                    return field.ToString();
                }

                if (text[at] != '"')
                {
                    throw new FormatException($"line {line}: text follows a closing quote; a quote inside a quoted field is written twice");
                }
            }
            else if (text[at] == '\n')
            {
                line++;
            }

            field.Append(text[at]);
        }

        throw new FormatException($"line {begins}: a quote is opened and never closed");
    }
}
