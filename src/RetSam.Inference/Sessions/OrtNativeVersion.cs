using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>
/// Which versions of ONNX Runtime meet: asked of the native library itself, since the managed part cannot be used once it failed to bind to it.
/// </summary>
internal static class OrtNativeVersion
{
    [UnmanagedFunctionPointer(CallingConvention.Winapi)]
    private delegate IntPtr PointerFunction();

    /// <summary>The version of the managed part, which the native one has to have.</summary>
    public static string Wanted
        => typeof(OrtEnv).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "the same version";

    /// <summary>The version that the native library says it has; <see langword="null"/> when there is none, or it is no ONNX Runtime.</summary>
    public static string? Find()
    {
        if (!NativeLibrary.TryLoad("onnxruntime", typeof(OrtEnv).Assembly, null, out IntPtr library)
            || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out IntPtr entry))
        {
            return null;
        }

        // struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t); const char* (*GetVersionString)(void); }, the same in every version.
        IntPtr api = Marshal.GetDelegateForFunctionPointer<PointerFunction>(entry)();
        return api == IntPtr.Zero
            ? null
            : PrintableText.Of(Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<PointerFunction>(Marshal.ReadIntPtr(api, IntPtr.Size))()) ?? "unknown");
    }
}
