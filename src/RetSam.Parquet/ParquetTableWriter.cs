using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace RetSam.Parquet;

/// <summary>
/// What the Parquet writers share: rows gathered into groups of bounded size, and a file that is there as a whole or not at all. Not
/// thread-safe.
/// </summary>
/// <remarks>
/// Written to <c>path.partial</c> and renamed by <see cref="CompleteAsync"/>; disposing without it removes what was written. The file's
/// key-value metadata say what the table is (<c>retsam.table</c>), by which version it was written (<c>retsam.version</c>), that it is from no
/// medical device (<c>retsam.disclaimer</c>), and of each column its unit, measure and meaning (<c>retsam.columns</c>, JSON). The same
/// reports in the same order give the same bytes.
/// </remarks>
public abstract class ParquetTableWriter : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly string _path;
    private readonly IReadOnlyList<Column> _columns;
    private readonly string _table;
    private readonly int _rowsPerGroup;
    private ParquetWriter? _writer;
    private int _rows;
    private State _state;

    private protected ParquetTableWriter(string path, string table, IReadOnlyList<Column> columns, int rowsPerGroup)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _table = table;
        _columns = columns;
        _rowsPerGroup = rowsPerGroup;
        _file = new FileStream(Partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
    }

    private enum State
    {
        Open,
        Failed,
        Completed,
        Disposed,
    }

    /// <summary>The number of rows written.</summary>
    public long RowCount { get; private set; }

    private string Partial => _path + ".partial";

    /// <summary>Adds the rows of one image that was measured; writes a row group when it is full.</summary>
    /// <param name="source">What names the image in the table, such as its file or an identifier.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Stops the writing; the file cannot be completed then.</param>
    /// <exception cref="ArgumentException">The report has a measure that the table has no column for. The table stays as it was.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The file is complete, or an earlier write failed or was cancelled.</exception>
    public Task WriteAsync(string source, RetinaReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        RequireOpen();
        cancellationToken.ThrowIfCancellationRequested();
        return AddedAsync(AddRows(source, report), cancellationToken);
    }

    /// <summary>Writes what is left, ends the file and gives it its name, replacing a file that had it.</summary>
    /// <param name="cancellationToken">Stops the writing; the file cannot be completed then.</param>
    /// <exception cref="IOException">The file cannot be written or renamed.</exception>
    /// <exception cref="InvalidOperationException">The file is complete already, or an earlier write failed or was cancelled.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        _state = State.Failed;
        cancellationToken.ThrowIfCancellationRequested();
        await WriteGroupAsync(cancellationToken).ConfigureAwait(false);
        await _writer!.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
        File.Move(Partial, _path, overwrite: true);
        _state = State.Completed;
    }

    /// <summary>Removes what was written, unless it was completed. Safe to call twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_state is State.Open or State.Failed)
        {
            _state = State.Disposed;
            try
            {
                await _file.DisposeAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The last bytes could not be written, as on a full disk; the file is thrown away as it is.
            }

            File.Delete(Partial);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Adds the rows of a report to the columns; all of them or none.</summary>
    /// <returns>How many.</returns>
    private protected abstract int AddRows(string source, RetinaReport report);

    /// <summary>Counts rows that were added to the columns, and writes the group when it is full.</summary>
    private protected async Task AddedAsync(int rows, CancellationToken cancellationToken)
    {
        _rows += rows;
        RowCount += rows;
        if (_rows >= _rowsPerGroup)
        {
            _state = State.Failed;
            await WriteGroupAsync(cancellationToken).ConfigureAwait(false);
            _state = State.Open;
        }
    }

    private protected void RequireOpen()
    {
        if (_state != State.Open)
        {
            throw new InvalidOperationException(_state == State.Completed
                ? "The file is complete; make another writer for more rows."
                : "The file was disposed of, or writing it failed or was cancelled before; make another writer and begin anew.");
        }
    }

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        if (_writer is null)
        {
            var schema = new ParquetSchema(_columns.Select(c => c.Field));
            _writer = await ParquetWriter.CreateAsync(schema, _file, null, false, cancellationToken).ConfigureAwait(false);
            _writer.CustomMetadata = Describe();
        }

        if (_rows == 0)
        {
            return;
        }

        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        foreach (Column column in _columns)
        {
            await column.MoveToAsync(group, cancellationToken).ConfigureAwait(false);
        }

        group.CompleteValidate();
        _rows = 0;
    }

    private Dictionary<string, string> Describe() => new(StringComparer.Ordinal)
    {
        ["retsam.table"] = _table,
        ["retsam.version"] = PackageVersion.Current,
        ["retsam.disclaimer"] = RetinaReport.NotAMedicalDevice,
        ["retsam.columns"] = DescribeColumns(),
    };

    private string DescribeColumns()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (Column column in _columns)
            {
                json.WriteStartObject(column.Field.Name);
                json.WriteString("description", column.Meaning.Description);
                if (column.Meaning.Unit is { } unit)
                {
                    json.WriteString("unit", unit);
                }

                if (column.Meaning.Measure is { } measure)
                {
                    json.WriteString("measure", measure);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
