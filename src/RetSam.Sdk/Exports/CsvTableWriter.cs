namespace RetSam;

/// <summary>
/// What the streaming CSV writers share: a header before the first row, each image's rows handed to the text writer as they come and not
/// kept. Not thread-safe; the text writer stays the caller's and is flushed, not closed, by <see cref="DisposeAsync"/>.
/// </summary>
public abstract class CsvTableWriter : IAsyncDisposable
{
    private readonly TextWriter _writer;
    private readonly CsvRow _rows = new();
    private bool _hasHeader;

    private protected CsvTableWriter(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <summary>Writes the rows of one image that was measured.</summary>
    /// <param name="source">What names the image in the table, such as its file or an identifier.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Looked at before the rows are handed to the text writer, which gets all of them or none.</param>
    /// <exception cref="ArgumentException">The report has a measure that the table has no column for.</exception>
    public Task WriteAsync(string source, RetinaReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        return WriteAsync(rows => AddRows(rows, source, report), cancellationToken);
    }

    /// <summary>Ends the table: writes the header when there was no row, and flushes. The text writer stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        AddHeaderOnce();
        await _rows.MoveToAsync(_writer).ConfigureAwait(false);
        await _writer.FlushAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private protected abstract void AddHeader(CsvRow rows);

    private protected abstract void AddRows(CsvRow rows, string source, RetinaReport report);

    /// <summary>Writes rows, after the header when they are the first.</summary>
    private protected async Task WriteAsync(Action<CsvRow> add, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AddHeaderOnce();
        add(_rows);
        await _rows.MoveToAsync(_writer).ConfigureAwait(false);
    }

    private void AddHeaderOnce()
    {
        if (!_hasHeader)
        {
            AddHeader(_rows);
            _hasHeader = true;
        }
    }
}
