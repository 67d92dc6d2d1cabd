namespace RetSam.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Ok = 0;

    /// <summary>The command line was wrong; nothing was done.</summary>
    public const int Usage = 1;

    /// <summary>Some input or output failed: each is named on the error stream.</summary>
    public const int SomeFailed = 2;

    /// <summary>Stopped by Ctrl+C or SIGTERM, as shells number the first.</summary>
    public const int Cancelled = 130;
}
