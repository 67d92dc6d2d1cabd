using RetSam.Benchmarks.Pipeline;

namespace RetSam.Benchmarks.Load;

/// <summary>Threads that run a network and nothing else.</summary>
internal static class NetworkLoad
{
    /// <param name="networkOf">The network that a thread runs, by the thread's number.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="runs">How many runs they share out among them.</param>
    public static Task RunAsync(Func<int, NetworkAlone> networkOf, int threads, int runs)
    {
        int left = runs;
        return Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    networkOf(thread).Run();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
