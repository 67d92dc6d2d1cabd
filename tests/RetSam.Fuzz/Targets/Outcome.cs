namespace RetSam.Fuzz;

/// <summary>How one input ended.</summary>
/// <param name="IsAccepted">Whether it was read; else it was refused.</param>
/// <param name="Text">The digest of what was read, or the refusal. Equal for equal inputs.</param>
/// <param name="Fault">What is wrong with the ending itself; <see langword="null"/> for nothing.</param>
internal sealed record Outcome(bool IsAccepted, string Text, string? Fault)
{
    private const int LongestMessage = 2000;

    /// <summary>Reads an input.</summary>
    public static Outcome Of(FuzzTarget target, byte[] input)
    {
        try
        {
            return new Outcome(true, target.Read(input), null);
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Outcome(false, $"{e.GetType().Name}: {e.Message}", FaultOf(target, e));
        }
    }

    private static string? FaultOf(FuzzTarget target, Exception e)
    {
        if (!target.Documented.Contains(e.GetType()))
        {
            return Describe("undocumented exception", e);
        }

        // Messages go into logs and onto terminals, where a line break or an escape sequence from a file could write what it likes.
        return e.Message.Any(char.IsControl) || e.Message.Length is 0 or > LongestMessage
            ? Describe($"the message is no line of at most {LongestMessage} printable characters", e)
            : null;
    }

    /// <summary>What and where first, which tells kinds of faults apart; then the message, which differs from input to input.</summary>
    private static string Describe(string what, Exception e) => $"{what}: {e.GetType().Name}\n{e.StackTrace}\n{e}";
}
