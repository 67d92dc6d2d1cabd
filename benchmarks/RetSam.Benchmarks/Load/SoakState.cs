using System.Diagnostics;

namespace RetSam.Benchmarks.Load;

/// <summary>What a process holds after a number of analyses; bytes of resident memory and of the managed heap, live objects and garbage.</summary>
internal readonly record struct SoakState(int Analyses, long Resident, long Heap, int Handles, int Threads)
{
    public static SoakState Now(int analyses)
    {
        using Process process = Process.GetCurrentProcess();
        return new SoakState(analyses, process.WorkingSet64, GC.GetTotalMemory(false), process.HandleCount, process.Threads.Count);
    }
}
