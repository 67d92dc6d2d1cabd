using System.Diagnostics;
using System.Text.Json;

namespace RetSam.Fuzz;

/// <summary>Runs one target in a process of its own, whose end it may be.</summary>
internal static class Worker
{
    public static int Run(string targetName, int seed, long executions, double seconds, FuzzFolder folder)
    {
        FuzzTarget target = FuzzTargets.Find(targetName);
        using var last = new LastInput(folder.LastInputOf(targetName));
        long start = Stopwatch.GetTimestamp();
        var loop = new FuzzLoop(target, seed, new Findings(folder.Findings), last.Write);
        FuzzStatistics statistics = loop.Run(
            folder.ReadCorpus(targetName), executions, () => Stopwatch.GetElapsedTime(start).TotalSeconds > seconds);
        folder.WriteCorpus(targetName, loop.Corpus);
        Console.WriteLine(JsonSerializer.Serialize(statistics, FuzzJsonContext.Default.FuzzStatistics));
        return 0;
    }
}
