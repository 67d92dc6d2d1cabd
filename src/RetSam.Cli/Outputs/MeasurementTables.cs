using RetSam.Parquet;

namespace RetSam.Cli;

/// <summary>The long tables of a run, <c>measures.csv</c> and <c>measures.parquet</c>: written as images are done, there as a whole or not at all.</summary>
internal sealed class MeasurementTables : IAsyncDisposable
{
    private readonly string _csvPath;
    private readonly string _parquetPath;
    private readonly PartialFile? _csvFile;
    private readonly StreamWriter? _csvText;
    private readonly LongCsvWriter? _csv;
    private readonly LongParquetWriter? _parquet;
    private bool _failed;

    public MeasurementTables(string folder, bool csv, bool parquet)
    {
        _csvPath = Path.Combine(folder, "measures.csv");
        _parquetPath = Path.Combine(folder, "measures.parquet");
        if (csv)
        {
            _csvFile = new PartialFile(_csvPath);
            _csvText = new StreamWriter(_csvFile.Stream, leaveOpen: true);
            _csv = new LongCsvWriter(_csvText);
        }

        try
        {
            _parquet = parquet ? new LongParquetWriter(_parquetPath) : null;
        }
        catch
        {
            _csvFile?.Dispose();
            throw;
        }
    }

    /// <summary>Adds one image. Not cancelled half-way: what was measured before a stop is kept.</summary>
    /// <exception cref="CliException">A table cannot be written; none of them will be.</exception>
    public Task WriteAsync(string file, RetinaReport report) => WithoutFailureAsync(
        async () =>
        {
            if (_csv is not null)
            {
                await _csv.WriteAsync(file, report).ConfigureAwait(false);
            }
        },
        async () =>
        {
            if (_parquet is not null)
            {
                await _parquet.WriteAsync(file, report).ConfigureAwait(false);
            }
        });

    /// <summary>Ends the tables and gives them their names, unless one could not be written.</summary>
    /// <exception cref="CliException">A table cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_failed)
            {
                await WithoutFailureAsync(CompleteCsvAsync, () => _parquet?.CompleteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
        finally
        {
            _csvFile?.Dispose();
            if (_parquet is not null)
            {
                await _parquet.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task CompleteCsvAsync()
    {
        if (_csv is not null && _csvText is not null && _csvFile is not null)
        {
            await _csv.DisposeAsync().ConfigureAwait(false);
            await _csvText.DisposeAsync().ConfigureAwait(false);
            _csvFile.Complete();
        }
    }

    private async Task WithoutFailureAsync(Func<Task> csv, Func<Task> parquet)
    {
        string path = _csvPath;
        try
        {
            await csv().ConfigureAwait(false);
            path = _parquetPath;
            await parquet().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            throw OutputFile.Failure(path, e);
        }
    }
}
