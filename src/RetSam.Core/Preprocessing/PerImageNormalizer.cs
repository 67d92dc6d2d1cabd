using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RetSam.Vectors;

namespace RetSam.Preprocessing;

/// <summary>Normalises a plane of 0..255 by its own mean and standard deviation over a mask, and zeroes what lies outside the mask.</summary>
internal static class PerImageNormalizer
{
    /// <summary>Below this standard deviation, in levels of 0..255, a channel holds rounding noise and no picture.</summary>
    private const double NoContrast = 1e-2;

    /// <summary>Normalises a plane in place.</summary>
    /// <param name="plane">Values of 0..255, the size of the mask.</param>
    /// <param name="inside">The field of view in the model's frame.</param>
    public static void Normalize(Span<float> plane, BinaryMask inside)
    {
        FixedPointSums sums = default;
        foreach (MaskRun run in inside.EnumerateRuns())
        {
            sums.Add(plane.Slice(run.Y * inside.Width + run.Start, run.Length));
        }

        double deviation = sums.StandardDeviation;
        if (deviation < NoContrast)
        {
            plane.Clear();
            return;
        }

        float mean = (float)sums.Mean;
        float factor = (float)(1 / deviation);
        int done = 0;
        foreach (MaskRun run in inside.EnumerateRuns())
        {
            int start = run.Y * inside.Width + run.Start;
            plane[done..start].Clear();
            Scale(plane.Slice(start, run.Length), mean, factor);
            done = start + run.Length;
        }

        plane[done..].Clear();
    }

    private static void Scale(Span<float> values, float mean, float factor)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scale<FloatLanes512, Vector512<float>>(values, mean, factor);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Scale<FloatLanes256, Vector256<float>>(values, mean, factor);
        }
        else
        {
            Scale<FloatLanes128, Vector128<float>>(values, mean, factor);
        }
    }

    private static void Scale<TLanes, TVector>(Span<float> values, float mean, float factor)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        ref float target = ref MemoryMarshal.GetReference(values);
        TVector means = TLanes.Create(mean);
        TVector factors = TLanes.Create(factor);
        int i = 0;
        for (; i + TLanes.Count <= values.Length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Subtract(TLanes.Load(ref target, (nuint)i), means), factors), ref target, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            values[i] = (values[i] - mean) * factor;
        }
    }
}
