using System.Diagnostics;
using System.Globalization;

namespace RetSam.Mutations;

/// <summary>A class of tests, and how long it takes where nothing is wrong.</summary>
internal sealed record TestClass(string Assembly, string Name, double Seconds);

/// <summary>How a worker ended.</summary>
/// <param name="Killer">The test that failed, or what else ended it (a time-out, a crash); null where all passed.</param>
/// <param name="Seconds">What each class took.</param>
/// <param name="Lines">All that it told.</param>
/// <param name="Failed">Whether it was a test that ended it.</param>
internal sealed record WorkerResult(string? Killer, IReadOnlyList<double> Seconds, IReadOnlyList<string> Lines, bool Failed);

/// <summary>Runs <see cref="Worker"/> in a process of its own, so that a mutant's statics, memory and loops without end are its own.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs classes in turn for a mutant (0: none; -1: none, with a record of what is reached).</summary>
    /// <param name="mutant">The mutant's number.</param>
    /// <param name="classes">What is run.</param>
    /// <param name="mode">An environment variable that narrows vectors, as NAME=VALUE, or null.</param>
    public static WorkerResult Run(int mutant, IReadOnlyList<TestClass> classes, string? mode)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, "worker"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[MutantSwitch.Variable] = mutant.ToString(CultureInfo.InvariantCulture);
        // A mutant that asks for memory without end is refused it.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x80000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        if (mode?.Split('=') is [string name, string value])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var lines = new List<string>();
        var seconds = new List<double>();
        string? killer = null;
        try
        {
            foreach (TestClass test in classes)
            {
                process.StandardInput.WriteLine($"{test.Assembly}|{test.Name}");
            }

            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended early, which is told below.
        }

        int at = 0;
        bool failed = false;
        while (killer is null)
        {
            double limit = 10 + (10 * (at < classes.Count ? classes[at].Seconds : 0));
            Task<string?> reading = process.StandardOutput.ReadLineAsync();
            if (!reading.Wait(TimeSpan.FromSeconds(limit)))
            {
                killer = $"no end after {limit:F0} s in {classes[Math.Min(at, classes.Count - 1)].Name}";
                process.Kill(entireProcessTree: true);
                break;
            }

            if (reading.Result is not { } line)
            {
                break;
            }

            lines.Add(line);
            string[] parts = line.Split('|', 2);
            switch (parts[0])
            {
                case "pass":
                    seconds.Add(double.Parse(parts[1], CultureInfo.InvariantCulture));
                    at++;
                    break;
                case "fail":
                    killer = $"{classes[at].Name}: {parts[1]}";
                    failed = true;
                    break;
            }
        }

        process.WaitForExit();
        if (killer is null && process.ExitCode != 0)
        {
            killer = $"crash (exit code {process.ExitCode}) in {classes[Math.Min(at, classes.Count - 1)].Name}";
        }

        return new WorkerResult(killer, seconds, lines, failed);
    }
}
