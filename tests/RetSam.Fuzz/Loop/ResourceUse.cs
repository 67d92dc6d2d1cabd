using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RetSam.Fuzz;

/// <summary>What this process has used so far, native code included. Linux only.</summary>
/// <param name="ProcessorTime">In user and kernel mode, all threads together.</param>
/// <param name="PeakResidentBytes">The most memory that this program had resident at any time.</param>
internal readonly partial record struct ResourceUse(TimeSpan ProcessorTime, long PeakResidentBytes)
{
    private const int Self = 0;

    /// <summary>Kept open, because it is read after every input.</summary>
    private static readonly SafeFileHandle _status = File.OpenHandle("/proc/self/status");

    public static unsafe ResourceUse Now()
    {
        // struct rusage: two times of seconds and microseconds, and fourteen numbers more. Its own peak of memory is of no use: it begins
        // with what the process that started this one had.
        long* usage = stackalloc long[18];
        return GetUsage(Self, usage) == 0
            ? new ResourceUse(
                TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]),
                1024 * Status("VmHWM:"u8))
            : throw new PlatformNotSupportedException("getrusage failed.");
    }

    /// <summary>A number of the kernel's status of this process.</summary>
    private static long Status(ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[4096];
        ReadOnlySpan<byte> status = buffer[..RandomAccess.Read(_status, buffer, 0)];
        int at = status.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(status[(at + name.Length)..].TrimStart(" \t"u8), out long number, out _)
            ? number
            : throw new PlatformNotSupportedException("/proc/self/status does not tell the peak of memory.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetUsage(int who, long* usage);
}
