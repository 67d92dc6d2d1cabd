namespace RetSam.Cli;

/// <summary>
/// A lock that one process has at a time. The system takes it back when the process ends, however it ends. On a file system without locks
/// everybody gets it.
/// </summary>
internal sealed class CohortLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    // The file stays: one that is removed while another process opens it would be two locks of one name.
    private CohortLock(string path) => _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>Takes it, or <see langword="null"/> where another has it.</summary>
    /// <param name="path">The file that stands for it; made when it does not exist, and left.</param>
    public static CohortLock? TryTake(string path)
    {
        try
        {
            return new CohortLock(path);
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    /// <summary>Takes it as soon as no other has it.</summary>
    public static async Task<CohortLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whether a file could not be opened because another has it: EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsTaken(IOException e)
        => OperatingSystem.IsWindows() ? e.HResult == unchecked((int)0x80070020) : e.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
