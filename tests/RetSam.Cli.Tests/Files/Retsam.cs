namespace RetSam.Cli.Tests;

/// <summary>Runs a command line inside the test's process, with streams of its own, as if piped.</summary>
internal static class Retsam
{
    public static async Task<Outcome> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await RetSamCommandLine.RunAsync(args, new CliConsole(output, error, IsInteractive: false), TestContext.Current.CancellationToken);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>What a run returned and wrote.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The lines of the error stream.</summary>
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
