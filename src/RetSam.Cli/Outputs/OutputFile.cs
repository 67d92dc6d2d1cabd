namespace RetSam.Cli;

/// <summary>Writes a file as a whole or not at all: a run that is stopped leaves no half-written file behind.</summary>
internal static class OutputFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string partial = path + ".partial";
        try
        {
            using (FileStream stream = File.Create(partial))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>As <see cref="Write"/>, for writers that are asynchronous.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        string partial = path + ".partial";
        try
        {
            FileStream stream = File.Create(partial);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public static void WriteText(string path, string text) => Write(path, stream => WriteText(stream, text));

    /// <summary>As <see cref="WriteText(string, string)"/>, and on the disk before it gets its name: a machine that loses power leaves no empty file.</summary>
    public static void WriteDurably(string path, string text) => Write(path, stream =>
    {
        WriteText(stream, text);
        ((FileStream)stream).Flush(flushToDisk: true);
    });

    private static void WriteText(Stream stream, string text)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    }
}
