using System.Runtime.Intrinsics;
using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace RetSam.Cli;

/// <summary>What the runtime uses of this processor; switches such as <c>DOTNET_EnableAVX512=0</c> show.</summary>
internal static class ProcessorFeatures
{
    /// <summary>The instruction sets in use, by their .NET names.</summary>
    public static IReadOnlyList<string> InUse()
    {
        (string Name, bool InUse)[] known =
        [
            ("Sse42", X86.Sse42.IsSupported),
            ("Popcnt", X86.Popcnt.IsSupported),
            ("Avx", X86.Avx.IsSupported),
            ("Avx2", X86.Avx2.IsSupported),
            ("Bmi1", X86.Bmi1.IsSupported),
            ("Bmi2", X86.Bmi2.IsSupported),
            ("Lzcnt", X86.Lzcnt.IsSupported),
            ("Fma", X86.Fma.IsSupported),
            ("Avx512F", X86.Avx512F.IsSupported),
            ("Avx512BW", X86.Avx512BW.IsSupported),
            ("Avx512CD", X86.Avx512CD.IsSupported),
            ("Avx512DQ", X86.Avx512DQ.IsSupported),
            ("Avx512Vbmi", X86.Avx512Vbmi.IsSupported),
            ("AdvSimd", Arm.AdvSimd.IsSupported),
            ("Dp", Arm.Dp.IsSupported),
        ];
        return [.. known.Where(f => f.InUse).Select(f => f.Name)];
    }

    /// <summary>The widest vectors that the runtime takes for fast, in bits; 0 without any.</summary>
    public static int WidestVector() => Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;
}
