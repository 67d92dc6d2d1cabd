namespace RetSam.Cli;

/// <summary>Writes a file as a whole or not at all: a run that is stopped leaves no half-written file behind.</summary>
/// <remarks>A file that cannot be written is a <see cref="CliException"/> that names it and says why.</remarks>
internal static class OutputFile
{
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
