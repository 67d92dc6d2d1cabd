using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace RetSam.Fuzz;

/// <summary>Runs workers one after the other, and keeps the input that a worker died of or hangs on.</summary>
/// <param name="folder">Where everything goes.</param>
/// <param name="program">The program that works: this one, or its instrumented copy.</param>
internal sealed class Supervisor(FuzzFolder folder, string program)
{
    private const int LeastBeforeDeath = 32;

    private readonly Findings _deaths = new(folder.Findings);

    /// <summary>Runs a target for so many executions or seconds, whatever dies in between.</summary>
    public FuzzStatistics Run(string target, int seed, long executions, TimeSpan time)
    {
        FuzzStatistics total = FuzzStatistics.None;
        long start = Stopwatch.GetTimestamp();
        for (int attempt = 0; total.Executions < executions; attempt++)
        {
            TimeSpan left = time - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                break;
            }

            long before = BeatOf(target);
            if (RunWorker(target, seed + 1_000_003 * attempt, executions - total.Executions, left) is { } statistics)
            {
                return total.Then(statistics);
            }

            long read = BeatOf(target) - before;
            total = total.Then(FuzzStatistics.None with { Executions = read, Findings = _deaths.Count });
            if (read <= LeastBeforeDeath)
            {
                // It dies of its seeds, or of itself: to begin again would end the same way.
                break;
            }
        }

        return total;
    }

    private long BeatOf(string target)
    {
        using var last = new LastInput(folder.LastInputOf(target));
        return last.Beat;
    }

    /// <summary>What the worker said at its end; <see langword="null"/> where it did not come to that.</summary>
    private FuzzStatistics? RunWorker(string target, int seed, long executions, TimeSpan time)
    {
        using var last = new LastInput(folder.LastInputOf(target));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            program, "worker", target, "--seed", Number(seed), "--executions", Number(executions), "--seconds", Number((long)Math.Ceiling(time.TotalSeconds)), "--out", folder.Root,
        })
        {
            start.ArgumentList.Add(argument);
        }

        // Native code that stops the process leaves no dump of hundreds of megabytes behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process worker = Process.Start(start)!;
        Task<string> output = worker.StandardOutput.ReadToEndAsync();
        if (IsHanging(worker, last))
        {
            worker.Kill();
            worker.WaitForExit();
            _deaths.Add(target, last.Read(), $"hang: no answer for {FuzzLimits.Hang.TotalSeconds} s");
            return null;
        }

        if (worker.ExitCode != 0)
        {
            _deaths.Add(target, last.Read(), $"crash: the process ended with {worker.ExitCode}");
            return null;
        }

        return JsonSerializer.Deserialize(output.Result.Trim().Split('\n')[^1], FuzzJsonContext.Default.FuzzStatistics);
    }

    /// <summary>Waits for the end of a worker, or of the patience with it.</summary>
    private static bool IsHanging(Process worker, LastInput last)
    {
        long beat = last.Beat;
        long since = Stopwatch.GetTimestamp();
        while (!worker.WaitForExit(200))
        {
            if (last.Beat != beat)
            {
                beat = last.Beat;
                since = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(since) > FuzzLimits.Hang)
            {
                return true;
            }
        }

        return false;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
