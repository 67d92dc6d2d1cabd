using System.CommandLine;
using System.CommandLine.Parsing;

namespace RetSam.Cli;

/// <summary>The command tree and the one place where its exceptions end.</summary>
internal static class RetSamCommandLine
{
    private const string Description =
        """
        Segments colour fundus photographs and measures biomarkers. Research use only, not a medical device.

        Exit codes: 0 everything was done, 1 the command line is wrong, 2 some input failed (each is named on the error stream),
        130 stopped by Ctrl+C or SIGTERM.
        """;

    /// <summary>Parses and runs one command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliConsole console, CancellationToken cancellationToken = default)
    {
        ParseResult result = Create(console).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            return ReportErrors(result, console);
        }

        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        };
        try
        {
            return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CliException e)
        {
            console.Fail(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            console.Fail("stopped");
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            console.Fail(e.Message);
            return ExitCode.SomeFailed;
        }
    }

    internal static RootCommand Create(CliConsole console) => new(Description)
    {
        AnalyzeCommand.Create(console),
        BatchCommand.Create(console),
        MergeCommand.Create(console),
        SegmentCommand.Create(console),
        MeasureCommand.Create(console),
        CompareCommand.Create(console),
        RepeatabilityCommand.Create(console),
        PhantomCommand.Create(console),
        CatalogueCommand.Create(console),
        EvaluateCommand.Create(console),
        ModelCommand.Create(console),
        InfoCommand.Create(console),
        SelfTestCommand.Create(console),
    };

    private static int ReportErrors(ParseResult result, CliConsole console)
    {
        foreach (ParseError error in result.Errors)
        {
            console.Fail(error.Message);
        }

        string command = "";
        for (CommandResult? named = result.CommandResult; named is { Command: not RootCommand }; named = named.Parent as CommandResult)
        {
            command = $" {named.Command.Name}{command}";
        }

        console.Error.WriteLine($"Try 'retsam{command} --help'.");
        return ExitCode.Usage;
    }
}
