using Spectre.Console;

namespace RetSam.Cli;

/// <summary>Where a run writes to, and whether a person is looking.</summary>
/// <param name="Out">The standard output: results only.</param>
/// <param name="Error">The standard error: one line for each failure, and the progress bar.</param>
/// <param name="IsInteractive">Whether both go to a terminal. Otherwise there is no progress bar, no colour and no table.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    private IAnsiConsole? _tables;
    private IAnsiConsole? _progress;

    /// <summary>The process's own streams.</summary>
    public static CliConsole System => new(Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected);

    /// <summary>Draws tables on <see cref="Out"/>.</summary>
    public IAnsiConsole Tables => _tables ??= Create(Out);

    /// <summary>Draws the progress bar on <see cref="Error"/>.</summary>
    public IAnsiConsole Progress => _progress ??= Create(Error);

    /// <summary>Says in one line what is wrong with a file.</summary>
    public void Fail(string file, string reason) => Fail($"{file}: {reason}");

    /// <summary>Says in one line what is wrong.</summary>
    public void Fail(string message) => Error.WriteLine("retsam: " + OneLine(message));

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private IAnsiConsole Create(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = IsInteractive ? InteractionSupport.Yes : InteractionSupport.No,
    });
}
