using System.Globalization;
using RetSam.Inference;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary>One run of <c>retsam batch</c>: does what is missing of one shard, then writes the shard's part.</summary>
internal sealed class CohortRun(CliConsole console, CohortSettings settings)
{
    private readonly CohortFolder _folder = new(settings.OutputFolder);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        IReadOnlyList<CohortRow> rows = CohortManifest.Read(settings.Manifest, settings.OutputFolder, faults);
        if (faults.Count > 0)
        {
            faults.ForEach(fault => console.Fail(settings.Manifest, fault));
            return ExitCode.SomeFailed;
        }

        ModelPackage model = AnalyzerFactory.OpenPackage(settings.Model);
        RequireClasses(model.Manifest);
        using CohortLock shard = await CohortAdmission.EnterAsync(
            _folder, CohortPlan.Of(rows, model.WeightsSha256, settings), settings.Shard, settings.Restart, cancellationToken).ConfigureAwait(false);
        CohortRow[] mine = [.. settings.Shard.Of(rows)];
        CohortRow[] missing = [.. mine.Where(IsMissing)];
        if (missing.Length > 0)
        {
            // A part says that its shard is complete.
            File.Delete(_folder.Part(settings.Shard));
            await AnalyzeAllAsync(missing, cancellationToken).ConfigureAwait(false);
        }

        await CohortTable.WriteParquetAsync(_folder.Part(settings.Shard), _folder, mine.Select(r => r.Id), cancellationToken).ConfigureAwait(false);
        int failed = CohortErrors.List(console, _folder, mine.Select(r => r.Id));
        if (console.IsInteractive)
        {
            console.Out.WriteLine($"{mine.Length - failed} of {mine.Length} analysed, {mine.Length - missing.Length} of them before; written to {settings.OutputFolder}");
            console.Out.WriteLine(RetinaReport.NotAMedicalDevice);
        }

        return failed == 0 ? ExitCode.Ok : ExitCode.SomeFailed;
    }

    /// <summary>Before anything is written: a folder keeps to what it was begun with.</summary>
    private void RequireClasses(ModelManifest manifest)
    {
        if (settings.Run.Classes?.Except(manifest.PredictedClasses).FirstOrDefault() is { } unknown)
        {
            throw CliException.Usage($"--classes: {manifest.Id} does not predict {unknown.Slug}, but {string.Join(", ", manifest.PredictedClasses.Select(c => c.Slug))}");
        }
    }

    private async Task AnalyzeAllAsync(CohortRow[] rows, CancellationToken cancellationToken)
    {
        using RetinaAnalyzer analyzer = AnalyzerFactory.Create(settings.Model, settings.Run, settings.Preset, settings.Intervals);
        if (!console.IsInteractive)
        {
            await AnalyzeAllAsync(analyzer, rows, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        await console.Progress.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask("Analysing", maxValue: rows.Length);
                return AnalyzeAllAsync(analyzer, rows, new Bar(task), cancellationToken);
            }).ConfigureAwait(false);
    }

    private async Task AnalyzeAllAsync(RetinaAnalyzer analyzer, CohortRow[] rows, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        IEnumerable<BatchInput> inputs = rows.Select(row => BatchInput.FromFile(
            row.Path, new AnalysisOptions { Laterality = row.Laterality, Scale = CommonOptions.ToScale(row.MicrometresPerPixel) }));
        var starved = new List<string>();
        var options = new BatchOptions { Order = BatchOrder.AsCompleted, Total = rows.Length, Progress = progress, MaxInFlight = settings.MaxInFlight };
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(inputs, options, cancellationToken).ConfigureAwait(false))
        {
            using (result)
            {
                CohortRow row = rows[result.Index];
                if (result.Analysis is { } analysis)
                {
                    OutputFile.WriteDurably(_folder.Report(row.Id), analysis.Report.ToJson() + "\n");
                    File.Delete(_folder.Error(row.Id));
                }
                else if (result.Error is OutOfMemoryException)
                {
                    // Nothing of the photograph's own, so that the next run takes it up.
                    starved.Add(row.Id);
                    File.Delete(_folder.Error(row.Id));
                }
                else if (result.Error is not OperationCanceledException)
                {
                    CohortErrors.Save(_folder.Error(row.Id), row, FailureReason.Of(result.Error!));
                }
            }
        }

        if (starved.Count > 0)
        {
            throw CliException.File(
                settings.Manifest,
                $"out of memory with {starved.Count} of {rows.Length} images, '{starved[0]}' the first; the next run takes them up: give it more memory, or fewer --threads");
        }
    }

    private bool IsMissing(CohortRow row)
        => _folder.HasFailed(row.Id) ? settings.RetryFailed : CohortTable.TryRead(_folder.Report(row.Id)) is null;

    /// <summary>Moves the bar and says how many images a second are done.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            task.Value = value.Done;
            task.Description = string.Create(CultureInfo.InvariantCulture, $"Analysing, {value.PerSecond:0.00} a second");
        }
    }
}
