using System.Globalization;
using System.Runtime.InteropServices;

namespace RetSam.Fuzz;

/// <summary>What this process has used so far, native code included. Linux only.</summary>
/// <param name="ProcessorTime">In user and kernel mode, all threads together.</param>
/// <param name="PeakResidentBytes">The most memory that was resident at any time.</param>
internal readonly partial record struct ResourceUse(TimeSpan ProcessorTime, long PeakResidentBytes)
{
    private const int Self = 0;

    public static unsafe ResourceUse Now()
    {
        // struct rusage: two times of seconds and microseconds, the peak in KiB, and thirteen numbers more.
        long* usage = stackalloc long[18];
        return GetUsage(Self, usage) == 0
            ? new ResourceUse(TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]), usage[4] * 1024)
            : throw new PlatformNotSupportedException("getrusage failed.");
    }

    /// <summary>
    /// The most memory that this program itself had resident. <see cref="PeakResidentBytes"/> is quicker to ask, but begins with what the
    /// process that started this one had.
    /// </summary>
    public static long PeakOfThisProgram()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetUsage(int who, long* usage);
}
