using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam segment</c>: masks only.</summary>
internal static class SegmentCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string> input = new("file") { Description = "The photograph.", HelpName = "file" };
        Option<string?> output = CommonOptions.Out(required: true);
        Option<string?> model = CommonOptions.Model();
        Option<int?> threads = CommonOptions.Threads();
        var command = new Command("segment", "Writes masks/<name>.<class>.png for one photograph (0 and 255, at its own size) and measures nothing.")
        {
            input, output, model, threads,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(
            console,
            result.GetRequiredValue(input),
            result.GetRequiredValue(output)!,
            result.GetValue(model),
            result.GetValue(threads),
            cancellationToken)));
        return command;
    }

    private static int Run(CliConsole console, string file, string folder, string? model, int? threads, CancellationToken cancellationToken)
    {
        try
        {
            // The photograph first: a file that cannot be read is told at once, before the model is loaded.
            using FundusImage image = Decode(file, cancellationToken);
            using RetinaAnalyzer analyzer = AnalyzerFactory.Create(model, new OnnxSegmenterOptions { Threads = threads });
            using RetinaSegmentation segmentation = analyzer.Segment(image, cancellationToken);
            IReadOnlyList<string> files = MaskFiles.Write(segmentation, folder, Path.GetFileNameWithoutExtension(file));
            if (console.IsInteractive)
            {
                foreach (string written in files)
                {
                    console.Out.WriteLine(written);
                }
            }

            return ExitCode.Ok;
        }
        catch (Exception e) when (e is FundusImageException or IOException or UnauthorizedAccessException)
        {
            throw CliException.File(file, FailureReason.Of(e));
        }
    }

    private static FundusImage Decode(string file, CancellationToken cancellationToken)
    {
        using RetinaAnalyzer decoder = RetinaAnalyzer.Create(b => b.WithoutModel());
        return decoder.Decode(file, null, cancellationToken);
    }
}
