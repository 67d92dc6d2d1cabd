using RetSam.Fhir;
using Spectre.Console;

namespace RetSam.Cli;

/// <summary>One run of <c>retsam analyze</c>: image by image, so that the memory of one suffices for any number.</summary>
internal sealed class AnalyzeRun(CliConsole console, AnalyzeSettings settings) : IAsyncDisposable
{
    private readonly ReportCsv _table = new();
    private readonly OutputNames _names = new();
    private readonly List<(string File, string Reason)> _failures = [];
    private MeasurementTables? _measurements;
    private RetinaReport? _lastReport;

    public async Task<int> RunAsync(IReadOnlyList<InputFile> inputs, CancellationToken cancellationToken)
    {
        // The model is loaded only when there is something to analyse.
        using RetinaAnalyzer? analyzer = inputs.Any(i => i.Failure is null) ? AnalyzerFactory.Create(settings.Model, settings.Threads, settings.Preset, settings.Intervals) : null;
        if (settings.OutputFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            _measurements = new MeasurementTables(folder, settings.LongCsv, settings.Parquet);
        }

        try
        {
            await AnalyzeAllAsync(analyzer, inputs, cancellationToken).ConfigureAwait(false);
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

    private async Task AnalyzeAllAsync(RetinaAnalyzer? analyzer, IReadOnlyList<InputFile> inputs, CancellationToken cancellationToken)
    {
        if (!console.IsInteractive)
        {
            foreach (InputFile input in inputs)
            {
                await AnalyzeOneAsync(analyzer, input, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        await console.Progress.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("Analysing", maxValue: inputs.Count);
            foreach (InputFile input in inputs)
            {
                await AnalyzeOneAsync(analyzer, input, cancellationToken).ConfigureAwait(false);
                task.Increment(1);
            }
        }).ConfigureAwait(false);
        foreach ((string file, string reason) in _failures)
        {
            console.Fail(file, reason);
        }
    }

    private async Task AnalyzeOneAsync(RetinaAnalyzer? analyzer, InputFile input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (analyzer is null || input.Failure is not null)
        {
            AddFailure(input.Path, input.Failure ?? "not analysed");
            return;
        }

        try
        {
            using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(input.Path, settings.Options, cancellationToken).ConfigureAwait(false);
            await WriteFilesAsync(analysis, _names.For(input.Path)).ConfigureAwait(false);
            _table.Add(input.Path, analysis.Report);
            if (_measurements is not null)
            {
                await _measurements.WriteAsync(input.Path, analysis.Report).ConfigureAwait(false);
            }

            _lastReport = analysis.Report;
            if (settings.JsonLines)
            {
                JsonLine.WriteReport(console.Out, input.Path, analysis.Report);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            AddFailure(input.Path, FailureReason.Of(e));
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
