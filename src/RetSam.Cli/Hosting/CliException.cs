namespace RetSam.Cli;

/// <summary>Ends a command with one line on the error stream.</summary>
/// <param name="exitCode">What the process returns.</param>
/// <param name="message">The line, without the program's name.</param>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    private const int LongestMessage = 1000;

    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line was wrong.</summary>
    public static CliException Usage(string message) => new(Cli.ExitCode.Usage, message);

    /// <summary>A file could not be used.</summary>
    public static CliException File(string file, string reason) => new(Cli.ExitCode.SomeFailed, PrintableText.Of($"{file}: {reason}", LongestMessage));
}
