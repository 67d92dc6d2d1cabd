using System.Buffers;
using System.Globalization;
using System.Text;

namespace RetSam;

/// <summary>
/// Cells and rows by RFC 4180: a cell with a comma, a quote or a line break is quoted, quotes inside are doubled. Rows are gathered here
/// and handed over whole, so that they can be written without blocking.
/// </summary>
internal sealed class CsvRow
{
    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create(",\"\r\n");
    private readonly StringBuilder _text = new();
    private bool _rowHasCells;

    public void Add(string? cell)
    {
        if (_rowHasCells)
        {
            _text.Append(',');
        }

        _rowHasCells = true;
        if (cell.AsSpan().ContainsAny(MustBeQuoted))
        {
            _text.Append('"').Append(cell!.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _text.Append(cell);
        }
    }

    /// <summary>A number so that reading it gives the same bits; nothing for none.</summary>
    public void Add(double? number) => Add(number?.ToString("R", CultureInfo.InvariantCulture));

    public void EndRow()
    {
        _text.Append('\n');
        _rowHasCells = false;
    }

    /// <summary>Writes the rows gathered so far, and forgets them.</summary>
    public void MoveTo(TextWriter writer)
    {
        writer.Write(_text);
        _text.Clear();
    }

    /// <summary>Writes the rows gathered so far, and forgets them, also where the writing fails: half of them may be written, and none may come twice.</summary>
    public async Task MoveToAsync(TextWriter writer)
    {
        try
        {
            // No token: it could leave half a row.
            await writer.WriteAsync(_text, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _text.Clear();
        }
    }
}
