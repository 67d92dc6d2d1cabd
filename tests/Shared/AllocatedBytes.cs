namespace RetSam.Testing;

/// <summary>What a call leaves to the garbage collector.</summary>
internal static class AllocatedBytes
{
    /// <summary>The least of several calls, in bytes: the first fills the pools, and a collection may empty one before any of the others.</summary>
    public static long LeastOf(Action call, int times = 6)
    {
        long least = long.MaxValue;
        for (int i = 0; i < times; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
