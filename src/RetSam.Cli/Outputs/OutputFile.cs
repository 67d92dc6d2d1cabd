namespace RetSam.Cli;

/// <summary>Writes a file as a whole or not at all: a run that is stopped leaves no half-written file behind.</summary>
/// <remarks>A file that cannot be written is a <see cref="CliException"/> that names it and says why.</remarks>
internal static class OutputFile
{
    /// <summary>What stands for the standard output where a file could be named.</summary>
    public const string StandardOutput = "-";

    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            using var file = new PartialFile(path);
            write(file.Stream);
            file.Complete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e);
        }
    }

    /// <summary>As <see cref="Write"/>, for writers that are asynchronous.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        try
        {
            using var file = new PartialFile(path);
            await write(file.Stream).ConfigureAwait(false);
            file.Complete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e);
        }
    }

    public static void WriteText(string path, string text) => Write(path, stream => WriteText(stream, text));

    /// <summary>Writes a text to where an option with <c>FILE|-</c> says: a file, or the standard output with -.</summary>
    public static void WriteText(CliConsole console, string target, string text)
    {
        if (target == StandardOutput)
        {
            console.Out.Write(text);
        }
        else
        {
            WriteText(target, text);
        }
    }

    /// <summary>As <see cref="WriteText(string, string)"/>, and on the disk before it gets its name: a machine that loses power leaves no empty file.</summary>
    public static void WriteDurably(string path, string text) => Write(path, stream =>
    {
        WriteText(stream, text);
        ((FileStream)stream).Flush(flushToDisk: true);
    });

    /// <summary>What to throw where a file could not be written.</summary>
    public static CliException Failure(string path, Exception reason) => CliException.File(path, $"cannot be written: {FailureReason.Of(reason)}");

    private static void WriteText(Stream stream, string text)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    }
}
