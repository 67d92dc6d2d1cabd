using RetSam.Parquet;

namespace RetSam.Cli;

/// <summary>The long tables of a run, <c>measures.csv</c> and <c>measures.parquet</c>: written as images are done, there as a whole or not at all.</summary>
internal sealed class MeasurementTables : IAsyncDisposable
{
    private readonly string _csvPath;
    private readonly StreamWriter? _csvText;
    private readonly LongCsvWriter? _csv;
    private readonly LongParquetWriter? _parquet;

    public MeasurementTables(string folder, bool csv, bool parquet)
    {
        _csvPath = Path.Combine(folder, "measures.csv");
        if (csv)
        {
            _csvText = new StreamWriter(_csvPath + ".partial");
            _csv = new LongCsvWriter(_csvText);
        }

        _parquet = parquet ? new LongParquetWriter(Path.Combine(folder, "measures.parquet")) : null;
    }

    /// <summary>Adds one image. Not cancelled half-way: what was measured before a stop is kept.</summary>
    public async Task WriteAsync(string file, RetinaReport report)
    {
        if (_csv is not null)
        {
            await _csv.WriteAsync(file, report).ConfigureAwait(false);
        }

        if (_parquet is not null)
        {
            await _parquet.WriteAsync(file, report).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the tables and gives them their names.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_csv is not null && _csvText is not null)
        {
            await _csv.DisposeAsync().ConfigureAwait(false);
            await _csvText.DisposeAsync().ConfigureAwait(false);
            File.Move(_csvPath + ".partial", _csvPath, overwrite: true);
        }

        if (_parquet is not null)
        {
            await using (_parquet.ConfigureAwait(false))
            {
                await _parquet.CompleteAsync().ConfigureAwait(false);
            }
        }
    }
}
