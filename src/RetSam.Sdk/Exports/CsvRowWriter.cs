using System.Buffers;

namespace RetSam;

/// <summary>Writes cells and rows by RFC 4180: a cell with a comma, a quote or a line break is quoted, quotes inside are doubled.</summary>
internal sealed class CsvRowWriter(TextWriter writer)
{
    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create(",\"\r\n");
    private bool _rowHasCells;

    public void WriteCell(string cell)
    {
        if (_rowHasCells)
        {
            writer.Write(',');
        }

        _rowHasCells = true;
        if (cell.AsSpan().ContainsAny(MustBeQuoted))
        {
            writer.Write('"');
            writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(cell);
        }
    }

    public void EndRow()
    {
        writer.Write('\n');
        _rowHasCells = false;
    }
}
