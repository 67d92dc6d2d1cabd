using System.Diagnostics;
using RetSam.Benchmarks.Pipeline;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Load;

/// <summary>One session that all threads share against one session for each of them: whether a pool of sessions would be worth its memory.</summary>
internal static class SessionsTable
{
    public static async Task PrintAsync(int images, int blocks)
    {
        int callers = Environment.ProcessorCount;
        using Process process = Process.GetCurrentProcess();
        NetworkAlone[] one = [new(LiteModel.OpenPackage(), 1)];
        await NetworkLoad.RunAsync(i => one[0], callers, callers);
        long withOne = Resident(process);
        NetworkAlone[] many = [.. Enumerable.Range(0, callers).Select(_ => new NetworkAlone(LiteModel.OpenPackage(), 1))];
        await NetworkLoad.RunAsync(i => many[i], callers, callers);
        long withMany = Resident(process) - withOne;
        Usage shared = default;
        Usage apart = default;
        int block = images / blocks;
        for (int i = 0; i < blocks; i++)
        {
            shared += await Usage.OfAsync(block, () => NetworkLoad.RunAsync(_ => one[0], callers, block));
            apart += await Usage.OfAsync(block, () => NetworkLoad.RunAsync(caller => many[caller], callers, block));
        }

        Tables.Begin($"{callers} threads that run the network", "1/s", "processor time, ms an image", "resident memory more than before, MB");
        Tables.Row("one session", Tables.Number(shared.PerSecond, 2), Tables.Number(shared.ProcessorMilliseconds, 0), Tables.Number(withOne / 1e6, 0));
        Tables.Row("a session each", Tables.Number(apart.PerSecond, 2), Tables.Number(apart.ProcessorMilliseconds, 0), Tables.Number(withMany / 1e6, 0));
        Array.ForEach([.. one, .. many], n => n.Dispose());
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }
}
