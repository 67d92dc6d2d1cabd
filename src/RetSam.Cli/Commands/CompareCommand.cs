using System.CommandLine;
using System.Text;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam compare</c>: two visits of one eye, or the two eyes of one person.</summary>
internal sealed class CompareCommand
{
    private const string Description =
        """
        Compares two photographs, or two reports that retsam analyze or measure wrote (.json): each measure with both values, the change, and
        whether that exceeds the measure's repeatability, where it is known.

        Two visits of one eye: the earlier one first. The eyes of one person: nasal is compared with nasal. Lengths are compared where both
        scales are known. Without --repeatability only what measuring alone adds is known, a lower bound.
        """;

    private readonly CliConsole _console;
    private readonly Argument<string> _first = new("first") { Description = "The earlier visit, or one of the eyes: a photograph or a report.", HelpName = "first" };
    private readonly Argument<string> _second = new("second") { Description = "The later visit, or the other eye.", HelpName = "second" };
    private readonly Option<string?> _model = CommonOptions.Model();
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<double?> _scale = CommonOptions.MicrometresPerPixel();
    private readonly Option<bool> _intervals = new("--intervals") { Description = "Give each measure of a photograph an interval, as retsam analyze --intervals does." };
    private readonly Option<string?> _repeatability = new("--repeatability")
    {
        Description = "A table of repeatability of your own, as retsam repeatability writes it.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Show measures too that cannot be compared." };
    private readonly Option<string?> _json = new("--json") { Description = "Write the comparison as JSON to a file, or to the standard output with -.", HelpName = "FILE|-" };

    private CompareCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var compare = new CompareCommand(console);
        var command = new Command("compare", Description)
        {
            compare._first, compare._second, compare._model, compare._threads, compare._scale, compare._intervals, compare._repeatability,
            compare._all, compare._json,
        };
        command.SetAction(compare.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string firstFile = result.GetRequiredValue(_first);
        string secondFile = result.GetRequiredValue(_second);
        RepeatabilityTable? table = ReadTable(result.GetValue(_repeatability));
        bool photographs = !IsReport(firstFile) || !IsReport(secondFile);
        using RetinaAnalyzer? analyzer = photographs
            ? AnalyzerFactory.Create(result.GetValue(_model), new OnnxSegmenterOptions { Threads = result.GetValue(_threads) }, intervals: result.GetValue(_intervals))
            : null;
        var options = new AnalysisOptions { Scale = CommonOptions.ToScale(result.GetValue(_scale)) };
        RetinaReport first = await ReadAsync(firstFile, analyzer, options, cancellationToken).ConfigureAwait(false);
        RetinaReport second = await ReadAsync(secondFile, analyzer, options, cancellationToken).ConfigureAwait(false);
        Write(RetinaComparison.Between(first, second, table), result.GetValue(_json), result.GetValue(_all));
        return ExitCode.Ok;
    }

    private static bool IsReport(string file) => Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static async Task<RetinaReport> ReadAsync(string file, RetinaAnalyzer? analyzer, AnalysisOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (IsReport(file))
            {
                return RetinaReport.Parse(await File.ReadAllTextAsync(file, Encoding.UTF8, cancellationToken).ConfigureAwait(false));
            }

            using RetinaAnalysis analysis = await analyzer!.AnalyzeAsync(file, options, cancellationToken).ConfigureAwait(false);
            return analysis.Report;
        }
        catch (Exception e) when (e is FormatException or FundusImageException or IOException or UnauthorizedAccessException)
        {
            throw CliException.File(file, FailureReason.Of(e));
        }
    }

    private static RepeatabilityTable? ReadTable(string? file)
    {
        try
        {
            return file is null ? null : RepeatabilityTable.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw CliException.File(file!, FailureReason.Of(e));
        }
    }

    private void Write(RetinaComparison comparison, string? json, bool all)
    {
        if (json is null)
        {
            ComparisonTable.Write(_console, comparison, all);
        }
        else
        {
            OutputFile.WriteText(_console, json, comparison.ToJson() + "\n");
        }
    }
}
