using RetSam.Fhir;
using RetSam.Inference;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary>
/// One run of <c>retsam analyze</c>: results in the order of the inputs, one at a time, so that the memory of a few images suffices for any
/// number. A single image has all processors; of several, as many as there are processors go through the model at once.
/// </summary>
internal sealed class AnalyzeRun(CliConsole console, AnalyzeSettings settings) : IAsyncDisposable
{
    private readonly ReportCsv _table = new();
    private readonly OutputNames _names = new();
    private readonly List<(string File, string Reason)> _failures = [];
    private MeasurementTables? _measurements;
    private RetinaReport? _lastReport;

    public async Task<int> RunAsync(IReadOnlyList<InputFile> inputs, CancellationToken cancellationToken)
    {
        InputFile[] files = [.. inputs.Where(i => i.Failure is null)];
        using RetinaAnalyzer? analyzer = CreateAnalyzer(files.Length);
        if (settings.OutputFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            _measurements = new MeasurementTables(folder, settings.LongCsv, settings.Parquet);
        }

        try
        {
            await AnalyzeAllAsync(inputs, AnalyzeFilesAsync(analyzer, files, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            // What was measured before a stop is kept.
            WriteTable();
        }

        Summarise(inputs.Count);
        return _failures.Count == 0 ? ExitCode.Ok : ExitCode.SomeFailed;
    }

    /// <summary>Ends the long tables; what was measured before a stop is in them.</summary>
    public ValueTask DisposeAsync() => _measurements?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The model is loaded only when there is something to analyse.</summary>
    private RetinaAnalyzer? CreateAnalyzer(int files) => files == 0 ? null : AnalyzerFactory.Create(
        settings.Model,
        files == 1 ? new OnnxSegmenterOptions { Threads = settings.Threads } : AnalyzerFactory.ForMany(settings.Threads),
        settings.Preset,
        settings.Intervals);

    /// <summary>A result for each file, in their order.</summary>
    private IAsyncEnumerable<BatchResult> AnalyzeFilesAsync(RetinaAnalyzer? analyzer, InputFile[] files, CancellationToken cancellationToken)
        => analyzer?.AnalyzeManyAsync(
            files.Select(f => BatchInput.FromFile(f.Path, OptionsFor(f.Path))), new BatchOptions { MaxInFlight = AnalyzerFactory.MaxInFlight(settings.Threads) }, cancellationToken)
            ?? AsyncEnumerable.Empty<BatchResult>();

    private AnalysisOptions OptionsFor(string file) => settings.SourceNames ? settings.Options with { SourceId = Path.GetFileName(file) } : settings.Options;

    private async Task AnalyzeAllAsync(IReadOnlyList<InputFile> inputs, IAsyncEnumerable<BatchResult> results)
    {
        if (!console.IsInteractive)
        {
            await AnalyzeAllAsync(inputs, results, () => { }).ConfigureAwait(false);
            return;
        }

        await console.Progress.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask("Analysing", maxValue: inputs.Count);
            return AnalyzeAllAsync(inputs, results, () => task.Increment(1));
        }).ConfigureAwait(false);
        foreach ((string file, string reason) in _failures)
        {
            console.Fail(file, reason);
        }
    }

    private async Task AnalyzeAllAsync(IReadOnlyList<InputFile> inputs, IAsyncEnumerable<BatchResult> results, Action done)
    {
        IAsyncEnumerator<BatchResult> next = results.GetAsyncEnumerator(CancellationToken.None);
        await using (next.ConfigureAwait(false))
        {
            foreach (InputFile input in inputs)
            {
                if (input.Failure is { } failure)
                {
                    AddFailure(input.Path, failure);
                }
                else if (await next.MoveNextAsync().ConfigureAwait(false))
                {
                    using BatchResult result = next.Current;
                    await AddResultAsync(input.Path, result).ConfigureAwait(false);
                }

                done();
            }
        }
    }

    private async Task AddResultAsync(string file, BatchResult result)
    {
        if (result.Analysis is not { } analysis)
        {
            AddFailure(file, FailureReason.Of(result.Error!));
            return;
        }

        try
        {
            await WriteFilesAsync(analysis, _names.For(file)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            AddFailure(file, FailureReason.Of(e));
            return;
        }

        _table.Add(file, analysis.Report);
        if (_measurements is not null)
        {
            // A table that cannot be written ends the run: it would lack an image.
            await _measurements.WriteAsync(file, analysis.Report).ConfigureAwait(false);
        }

        _lastReport = analysis.Report;
        if (settings.JsonLines)
        {
            JsonLine.WriteReport(console.Out, file, analysis.Report);
        }
    }

    /// <summary>Writes the files of one image side by side: they share nothing but the analysis, which nobody writes to.</summary>
    private async Task WriteFilesAsync(RetinaAnalysis analysis, string name)
    {
        if (settings.OutputFolder is not { } folder)
        {
            return;
        }

        var writing = new List<Task> { Task.Run(() => MaskFiles.Write(analysis.Segmentation, folder, name)) };
        if (settings.ReportForEachImage)
        {
            writing.Add(Task.Run(() => OutputFile.WriteText(Path.Combine(folder, name + ".json"), analysis.Report.ToJson() + "\n")));
        }

        if (settings.Overlay)
        {
            writing.Add(Task.Run(() => OutputFile.Write(Path.Combine(folder, name + ".overlay.png"), stream => analysis.WriteOverlay(stream))));
        }

        if (settings.Html)
        {
            writing.Add(Task.Run(() => OutputFile.Write(Path.Combine(folder, name + ".html"), stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                HtmlReport.Write(writer, analysis);
            })));
        }

        if (settings.Fhir)
        {
            writing.Add(Task.Run(() => OutputFile.WriteText(Path.Combine(folder, name + ".fhir.json"), analysis.Report.ToFhirJson() + "\n")));
        }

        await Task.WhenAll(writing).ConfigureAwait(false);
    }

    private void AddFailure(string file, string reason)
    {
        _failures.Add((file, reason));
        _table.AddFailure(file, reason);
        if (!console.IsInteractive)
        {
            console.Fail(file, reason);
        }

        if (settings.JsonLines)
        {
            JsonLine.WriteFailure(console.Out, file, reason);
        }
    }

    private void WriteTable()
    {
        if (settings.OutputFolder is { } folder && _table.Count > 0)
        {
            OutputFile.Write(Path.Combine(folder, "report.csv"), stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                _table.Write(writer);
            });
        }
    }

    private void Summarise(int inputs)
    {
        if (!console.IsInteractive || settings.JsonLines)
        {
            return;
        }

        if (inputs == 1 && _lastReport is { } report)
        {
            ReportTable.Write(console, ReportTable.MainOf(report), report.Findings);
        }

        console.Out.WriteLine($"{inputs - _failures.Count} of {inputs} analysed; written to {settings.OutputFolder}");
        console.Out.WriteLine(RetinaReport.NotAMedicalDevice);
    }
}
