using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RetSam.Vectors;

namespace RetSam.Preprocessing;

/// <summary>The vertical half of resampling: a weighted sum of rows of bytes, added from the top row down in every lane.</summary>
internal static class RowBlend
{
    /// <summary>Blends rows with the widest vectors of this machine.</summary>
    /// <param name="rows">The first row's bytes; the rows follow each other at <paramref name="stride"/>.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="weights">One weight a row; none makes zeros.</param>
    /// <param name="destination">As many floats as bytes are blended of each row.</param>
    public static void Blend(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> destination)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Blend<FloatLanes512, Vector512<float>>(rows, stride, weights, destination);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Blend<FloatLanes256, Vector256<float>>(rows, stride, weights, destination);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Blend<FloatLanes128, Vector128<float>>(rows, stride, weights, destination);
        }
        else
        {
            Blend<ScalarFloatLanes, float>(rows, stride, weights, destination);
        }
    }

    internal static void Blend<TLanes, TVector>(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> destination)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        if (weights.IsEmpty)
        {
            destination.Clear();
            return;
        }

        // The last row needs only its own bytes: the check that the loops below stay inside.
        _ = rows.Slice((weights.Length - 1) * stride, destination.Length);
        ref byte source = ref MemoryMarshal.GetReference(rows);
        ref float target = ref MemoryMarshal.GetReference(destination);
        nuint length = (nuint)destination.Length;
        nuint x = 0;
        for (; x + (nuint)TLanes.Count <= length; x += (nuint)TLanes.Count)
        {
            BlendLanes<TLanes, TVector>(ref source, stride, weights, ref target, x);
        }

        for (; x < length; x++)
        {
            BlendLanes<ScalarFloatLanes, float>(ref source, stride, weights, ref target, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlendLanes<TLanes, TVector>(ref byte source, int stride, ReadOnlySpan<float> weights, ref float target, nuint x)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        nuint offset = x;
        TVector sum = TLanes.Multiply(TLanes.LoadBytes(ref source, offset), TLanes.Create(weights[0]));
        for (int t = 1; t < weights.Length; t++)
        {
            offset += (nuint)stride;
            sum = TLanes.Add(sum, TLanes.Multiply(TLanes.LoadBytes(ref source, offset), TLanes.Create(weights[t])));
        }

        TLanes.Store(sum, ref target, x);
    }
}
