using System.CommandLine;

namespace RetSam.Cli;

/// <summary><c>retsam merge</c>: one table of a cohort whose shards are all complete.</summary>
internal static class MergeCommand
{
    private const string Description =
        """
        Makes one table, a row for each measurement, of a cohort that retsam batch has analysed; refuses while a shard is not complete.

        The table is in the order of the manifest and the same to the byte for any number of shards. Images that failed have no row: they
        are named on the error stream, and the exit code is 2.
        """;

    public static Command Create(CliConsole console)
    {
        Argument<string> folder = new("folder") { Description = "What --out of retsam batch was.", HelpName = "DIR" };
        Option<string> output = new("--out", "-o")
        {
            Description = "A file that ends in .parquet or .csv, or a folder for measures.parquet and measures.csv.",
            HelpName = "FILE|DIR",
            Required = true,
        };
        var command = new Command("merge", Description) { folder, output };
        command.SetAction((result, cancellationToken) => MergeAsync(console, result.GetRequiredValue(folder), result.GetRequiredValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> MergeAsync(CliConsole console, string path, string output, CancellationToken cancellationToken)
    {
        var folder = new CohortFolder(path);
        CohortPlan plan = CohortPlan.Read(folder.Plan);
        CohortShard[] open = [.. Enumerable.Range(0, plan.Shards).Select(i => new CohortShard(i, plan.Shards)).Where(shard => !File.Exists(folder.Part(shard)))];
        if (open.Length > 0)
        {
            throw folder.Refusal($"not complete, run retsam batch for shard {string.Join(", ", open)}");
        }

        string extension = Path.GetExtension(output).ToUpperInvariant();
        bool toFolder = extension is not (".CSV" or ".PARQUET");
        Directory.CreateDirectory(toFolder ? output : Path.GetDirectoryName(Path.GetFullPath(output))!);
        if (extension != ".CSV")
        {
            await CohortTable.WriteParquetAsync(toFolder ? Path.Combine(output, "measures.parquet") : output, folder, plan.Ids, cancellationToken).ConfigureAwait(false);
        }

        if (extension != ".PARQUET")
        {
            await CohortTable.WriteCsvAsync(toFolder ? Path.Combine(output, "measures.csv") : output, folder, plan.Ids, cancellationToken).ConfigureAwait(false);
        }

        return CohortErrors.List(console, folder, plan.Ids) == 0 ? ExitCode.Ok : ExitCode.SomeFailed;
    }
}
