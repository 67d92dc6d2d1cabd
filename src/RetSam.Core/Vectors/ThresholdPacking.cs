using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Vectors;

/// <summary>Floats cut at a threshold: to bits, or only whether any reaches it. NaN never does.</summary>
internal static class ThresholdPacking
{
    /// <summary>Whether any value is at least the threshold.</summary>
    public static bool Any(ReadOnlySpan<float> values, float threshold)
        => Vector512.IsHardwareAccelerated ? Any<FloatLanes512, Vector512<float>>(values, threshold)
        : Vector256.IsHardwareAccelerated ? Any<FloatLanes256, Vector256<float>>(values, threshold)
        : Vector128.IsHardwareAccelerated ? Any<FloatLanes128, Vector128<float>>(values, threshold)
        : Any<ScalarFloatLanes, float>(values, threshold);

    /// <summary>Writes one bit a value, least significant first; the last word is filled up with zeros.</summary>
    /// <param name="values">One value a pixel.</param>
    /// <param name="threshold">The smallest value that sets a bit.</param>
    /// <param name="words">One word for every 64 values, rounded up.</param>
    public static void Pack(ReadOnlySpan<float> values, float threshold, Span<ulong> words)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Pack<FloatLanes512, Vector512<float>>(values, threshold, words);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Pack<FloatLanes256, Vector256<float>>(values, threshold, words);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Pack<FloatLanes128, Vector128<float>>(values, threshold, words);
        }
        else
        {
            Pack<ScalarFloatLanes, float>(values, threshold, words);
        }
    }

    internal static bool Any<TLanes, TVector>(ReadOnlySpan<float> values, float threshold)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        ref float source = ref MemoryMarshal.GetReference(values);
        TVector thresholds = TLanes.Create(threshold);
        int i = 0;
        for (; i + TLanes.Count <= values.Length; i += TLanes.Count)
        {
            if (TLanes.AtLeast(TLanes.Load(ref source, (nuint)i), thresholds) != 0)
            {
                return true;
            }
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= threshold)
            {
                return true;
            }
        }

        return false;
    }

    internal static void Pack<TLanes, TVector>(ReadOnlySpan<float> values, float threshold, Span<ulong> words)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        words = words[..((values.Length + 63) / 64)];
        ref float source = ref MemoryMarshal.GetReference(values);
        TVector thresholds = TLanes.Create(threshold);
        int whole = values.Length / 64;
        for (int w = 0; w < whole; w++)
        {
            ulong word = 0;
            for (int bit = 0; bit < 64; bit += TLanes.Count)
            {
                word |= TLanes.AtLeast(TLanes.Load(ref source, (nuint)(w * 64 + bit)), thresholds) << bit;
            }

            words[w] = word;
        }

        if (whole < words.Length)
        {
            ulong word = 0;
            for (int i = whole * 64; i < values.Length; i++)
            {
                word |= (values[i] >= threshold ? 1UL : 0) << (i & 63);
            }

            words[whole] = word;
        }
    }
}
