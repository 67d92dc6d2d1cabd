using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam batch</c>: one shard of a cohort, which can be stopped at any moment and run again.</summary>
internal static class BatchCommand
{
    private const string Description =
        """
        Analyses one shard of a cohort; what an earlier run has done is not done again.

        Writes to DIR: cohort.json (what the run is of), reports/<id>.json, errors/<id>.error.json for images that failed, and at the end of
        the shard parts/part-I-of-N.parquet, a row for each measurement. Run again after a stop with the same arguments: the result is the
        same to the byte. Another model, version, option or manifest is refused in the same DIR. retsam merge makes one table of all shards.
        """;

    public static Command Create(CliConsole console)
    {
        Option<string> manifest = new("--manifest")
        {
            Description = "CSV with the columns path (required, relative to the file), id, laterality (od, os, auto), um_per_px; or a folder of images.",
            HelpName = "CSV|FOLDER",
            Required = true,
        };
        Option<string?> output = CommonOptions.Out(required: true);
        Option<CohortShard> shard = new("--shard")
        {
            Description = "Which part of the cohort, I from 0 to N-1: the image at place i belongs to shard i mod N. Default: 0/1, all of it.",
            HelpName = "I/N",
            DefaultValueFactory = _ => new CohortShard(0, 1),
            CustomParser = result =>
            {
                if (!CohortShard.TryParse(result.Tokens[0].Value, out CohortShard parsed))
                {
                    result.AddError($"--shard wants I/N with I from 0 to N-1 and N at most {CohortShard.MaxCount}, not '{result.Tokens[0].Value}'.");
                }

                return parsed;
            },
        };
        Option<string?> model = CommonOptions.Model();
        Option<string> preset = CommonOptions.Preset();
        Option<bool> intervals = new("--intervals") { Description = "Give each measure an interval, as retsam analyze --intervals does." };
        Option<int?> threads = CommonOptions.Threads();
        threads.Description = "Processors that the model takes: so many images go through it at once. Decoding and measuring go on beside it. Default: all.";
        var quality = new RunQualityOptions();
        Option<bool> restart = new("--restart")
        {
            Description = "Where DIR was begun with another model, version, option or manifest, or cohort.json is damaged, remove what is there and begin anew.",
        };
        Option<bool> retry = new("--retry-failed") { Description = "Try images again that failed before." };
        var command = new Command("batch", Description) { manifest, output, shard, model, preset, intervals, threads, restart, retry };
        quality.AddTo(command);
        command.SetAction((result, cancellationToken) => new CohortRun(console, new CohortSettings
        {
            Manifest = result.GetRequiredValue(manifest),
            OutputFolder = result.GetRequiredValue(output)!,
            Shard = result.GetValue(shard),
            Model = result.GetValue(model),
            Preset = result.GetRequiredValue(preset),
            Intervals = result.GetValue(intervals),
            Run = quality.Apply(AnalyzerFactory.ForMany(result.GetValue(threads)), result),
            MaxInFlight = AnalyzerFactory.MaxInFlight(result.GetValue(threads)),
            Restart = result.GetValue(restart),
            RetryFailed = result.GetValue(retry),
        }).RunAsync(cancellationToken));
        return command;
    }
}
