using System.CommandLine;
using RetSam.Cli.Evaluation;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam evaluate</c>: a model against labelled photographs.</summary>
internal sealed class EvaluateCommand
{
    private const string Description =
        """
        Runs a model over labelled photographs, as an application would, and scores it in their own pixels.

        DIR holds set/train|test/id.jpg|png, beside each photograph any of id.vessel.png, id.vessel2.png (a second observer), id.av.png
        (0 background, 1 artery, 2 vein, 3 both, 255 unknown kind: left out), id.disc.png (1 disc, 2 cup), id.fov.png and
        id.lesion.MA|HE|EX|SE.png, and points.csv (dataset,split,id,width,height,disc_x,disc_y,fovea_x,fovea_y). A label that is absent
        was not made and is not scored.

        Vessels are scored inside the field of view: the set's own, or else the one found, with all that the expert marked. Errors of points
        are in radii of the expert's disc or, where it is not outlined, of the predicted one. Each mean has a 95 % bootstrap interval over
        images. The second table compares measures taken from predicted vessels with those from the expert's (Pearson correlation, mean
        difference predicted less expert, limits of agreement), both around the predicted disc; rows of a second observer put that person's
        vessels in the model's place. Seconds are those of finding the field of view, the network and its masks for a decoded photograph,
        after one photograph to warm up.
        """;

    private static readonly string[] Splits = ["test", "train", "all"];

    private readonly CliConsole _console;
    private readonly Option<string> _data = new("--data") { Description = "The folder of labelled sets.", HelpName = "DIR", Required = true };
    private readonly Option<string[]> _datasets = new("--dataset") { Description = "A set to score. May be given several times. Default: every set that has the split.", HelpName = "NAME" };
    private readonly Option<string> _split = new("--split") { Description = "Which photographs. Default: test.", HelpName = "test|train|all", DefaultValueFactory = _ => Splits[0] };
    private readonly Option<string?> _ids = new("--ids") { Description = "Score only the photographs whose ids this file lists, one a line, such as a validation part.", HelpName = "FILE" };
    private readonly Option<string?> _json = new("--json") { Description = "Write all scores, of each image too, as JSON to a file, or to the standard output with - (and then no table).", HelpName = "FILE|-" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the tables as Markdown to a file, as for a model card.", HelpName = "FILE" };
    private readonly Option<string?> _model = CommonOptions.Model();
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly RunQualityOptions _quality = new();

    private EvaluateCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var evaluate = new EvaluateCommand(console);
        evaluate._split.AcceptOnlyFromAmong(Splits);
        var command = new Command("evaluate", Description)
        {
            evaluate._data, evaluate._datasets, evaluate._split, evaluate._ids, evaluate._json, evaluate._markdown, evaluate._model, evaluate._threads,
        };
        evaluate._quality.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.FromResult(evaluate.Run(result, cancellationToken)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string, string, IReadOnlyList<LabelledImage>)> sets = FindSets(result);
        using OnnxSegmenter segmenter = AnalyzerFactory.CreateSegmenter(
            result.GetValue(_model), _quality.Apply(new OnnxSegmenterOptions { Threads = result.GetValue(_threads) }, result));
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseSegmenter(segmenter, leaveOpen: true));
        EvaluationResult evaluation = new EvaluationRun(segmenter, analyzer).Run(sets, Progress, cancellationToken);
        Write(evaluation, result.GetValue(_json), result.GetValue(_markdown));
        foreach ((string set, string reason) in evaluation.Skipped)
        {
            _console.Error.WriteLine($"retsam: {set} skipped: {reason}");
        }

        foreach ((string file, string reason) in evaluation.Failures)
        {
            _console.Fail(file, reason);
        }

        return evaluation.Failures.Count > 0 || evaluation.Sets.Count == 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private List<(string Dataset, string Split, IReadOnlyList<LabelledImage> Images)> FindSets(ParseResult result)
    {
        LabelledFolder folder = LabelledFolder.Open(result.GetRequiredValue(_data));
        HashSet<string>? ids = result.GetValue(_ids) is { } file ? ReadIds(file) : null;
        string[] wanted = result.GetValue(_datasets) ?? [];
        var sets = new List<(string Dataset, string Split, IReadOnlyList<LabelledImage> Images)>();
        foreach (string split in result.GetRequiredValue(_split) == "all" ? ["train", "test"] : (string[])[result.GetRequiredValue(_split)])
        {
            IReadOnlyList<string> there = folder.FindDatasets(split);
            foreach (string dataset in wanted.Length > 0 ? wanted.Distinct() : there)
            {
                LabelledImage[] images = [.. folder.FindImages(dataset, split).Where(i => ids is null || ids.Contains(i.Id))];
                if (images.Length > 0)
                {
                    sets.Add((dataset, ids is null ? split : split + ", listed ids", images));
                }
            }
        }

        string[] absent = [.. wanted.Except(sets.Select(s => s.Dataset))];
        return sets.Count > 0 && absent.Length == 0
            ? sets
            : throw CliException.Usage($"--data {result.GetValue(_data)} holds no photographs of {(absent.Length > 0 ? string.Join(", ", absent) : "any set")} for --split {result.GetValue(_split)}{(ids is null ? "" : " with the ids listed")}");
    }

    private static HashSet<string> ReadIds(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"--ids {file}: {FailureReason.Of(e)}");
        }
    }

    private void Progress(LabelledImage image)
    {
        if (_console.IsInteractive)
        {
            _console.Error.Write($"\r{image.Dataset} {image.Split} {image.Id}".PadRight(60));
        }
    }

    private void Write(EvaluationResult evaluation, string? json, string? markdown)
    {
        if (_console.IsInteractive)
        {
            _console.Error.Write("\r".PadRight(61) + "\r");
        }

        if (markdown is not null)
        {
            OutputFile.WriteText(markdown, EvaluationMarkdown.Of(evaluation));
        }

        if (json is not null)
        {
            using var text = new StringWriter();
            JsonOutput.Write(text, writer => EvaluationJson.Write(writer, evaluation));
            OutputFile.WriteText(_console, json, text.ToString());
        }

        if (json != OutputFile.StandardOutput)
        {
            EvaluationTable.Write(_console, evaluation);
        }
    }
}
