using System.Runtime.InteropServices;

namespace RetSam.Inference;

/// <summary>Whether a native library can be loaded by this process, as the system's loader looks for it.</summary>
internal static class NativeLibraryProbe
{
    public static bool AnyLoads(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out IntPtr handle))
            {
                NativeLibrary.Free(handle);
                return true;
            }
        }

        return false;
    }
}
