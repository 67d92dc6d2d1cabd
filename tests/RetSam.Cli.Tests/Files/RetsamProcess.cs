using System.Diagnostics;

namespace RetSam.Cli.Tests;

/// <summary>Runs a command line in a process of its own, to be killed and signalled.</summary>
internal sealed class RetsamProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private RetsamProcess(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
        _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public bool HasExited => _process.HasExited;

    public static RetsamProcess Start(params string[] args) => new(new ProcessStartInfo("dotnet", [Tool, .. args]));

    /// <summary>With so much memory for the runtime's heap, and no more.</summary>
    public static RetsamProcess StartWithHeap(int mebibytes, params string[] args) => new(new ProcessStartInfo("dotnet", [Tool, .. args])
    {
        Environment = { ["DOTNET_GCHeapHardLimit"] = $"0x{(long)mebibytes << 20:x}" },
    });

    /// <summary>As a person's shell would: a script's background job, which this may be part of, has Ctrl+C switched off.</summary>
    public static RetsamProcess StartWithCtrlC(params string[] args) => new(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Tool, .. args]));

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "retsam.dll");

    /// <summary>Ends it as <c>kill -9</c> does: it learns nothing of it.</summary>
    public void Kill() => _process.Kill();

    /// <param name="signal">Such as <c>TERM</c>.</param>
    public void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<Retsam.Outcome> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Retsam.Outcome(_process.ExitCode, "", await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
