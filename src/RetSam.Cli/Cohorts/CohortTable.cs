using RetSam.Parquet;

namespace RetSam.Cli;

/// <summary>
/// The long table of a cohort, always made from the reports on disk in the order of the manifest: how often a run was stopped cannot
/// be seen in it. Images that failed have no row.
/// </summary>
internal static class CohortTable
{
    public static async Task WriteParquetAsync(string file, CohortFolder folder, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            var table = new LongParquetWriter(file);
            await using (table.ConfigureAwait(false))
            {
                foreach ((string id, RetinaReport report) in ReportsOf(folder, ids))
                {
                    await table.WriteAsync(id, report, cancellationToken).ConfigureAwait(false);
                }

                await table.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Failure(file, e);
        }
    }

    public static Task WriteCsvAsync(string file, CohortFolder folder, IEnumerable<string> ids, CancellationToken cancellationToken)
        => OutputFile.WriteAsync(file, async stream =>
        {
            var text = new StreamWriter(stream, leaveOpen: true);
            await using (text.ConfigureAwait(false))
            {
                var table = new LongCsvWriter(text);
                await using (table.ConfigureAwait(false))
                {
                    foreach ((string id, RetinaReport report) in ReportsOf(folder, ids))
                    {
                        await table.WriteAsync(id, report, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        });

    /// <summary>Reads a report; <see langword="null"/> when there is none that can be read.</summary>
    public static RetinaReport? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? RetinaReport.Parse(File.ReadAllText(file)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Id, RetinaReport Report)> ReportsOf(CohortFolder folder, IEnumerable<string> ids)
    {
        foreach (string id in ids.Where(id => !folder.HasFailed(id)))
        {
            string file = folder.Report(id);
            yield return (id, TryRead(file) ?? throw CliException.File(file, "the report is missing or cannot be read; run its shard again"));
        }
    }
}
