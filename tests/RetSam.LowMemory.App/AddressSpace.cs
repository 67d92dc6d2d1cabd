using System.Globalization;
using System.Runtime.InteropServices;

namespace RetSam.LowMemory.App;

/// <summary>How much address space the process may take from now on: what native code allocates comes out of it. Linux only.</summary>
internal static unsafe partial class AddressSpace
{
    private const int LimitOfAddressSpace = 9;

    /// <summary>Lets the process grow by so many bytes and no further.</summary>
    public static void Limit(long more) => Set((ulong)(Now() + more));

    /// <summary>Lets it grow as before.</summary>
    public static void Free() => Set(ulong.MaxValue);

    private static long Now() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmSize:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private static void Set(ulong soft)
    {
        ulong* limits = stackalloc ulong[] { soft, ulong.MaxValue };
        if (SetLimit(LimitOfAddressSpace, limits) != 0)
        {
            throw new InvalidOperationException($"setrlimit failed with {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, ulong* limits);
}
