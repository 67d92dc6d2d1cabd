using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Preprocessing;

/// <summary>
/// The horizontal half of resampling: weighted sums of neighbouring pixels of a blended row, scaled and written to three planes. The
/// lanes of a vector are the channels of one pixel, so the vector width plays no part.
/// </summary>
internal static class ColumnBlend
{
    /// <summary>How many floats past the last pixel's blue a row must have: a pixel is read as four floats.</summary>
    public const int RowPadding = 1;

    /// <summary>Blends one row.</summary>
    /// <param name="row">Interleaved red, green, blue of the pixels that <paramref name="axis"/> may read, and <see cref="RowPadding"/>.</param>
    /// <param name="axis">The horizontal weights.</param>
    /// <param name="levels">What is done to each value.</param>
    /// <param name="red">The row of the red plane.</param>
    /// <param name="green">The row of the green plane.</param>
    /// <param name="blue">The row of the blue plane.</param>
    public static void Blend(
        ReadOnlySpan<float> row, in AxisWeights axis, in LevelMap levels, Span<float> red, Span<float> green, Span<float> blue)
    {
        int width = red.Length;
        _ = row[3 * axis.Length];
        green = green[..width];
        blue = blue[..width];
        ref float source = ref MemoryMarshal.GetReference(row);
        ref float weights = ref MemoryMarshal.GetReference(axis.AllWeights);
        int capacity = axis.Capacity;
        Vector128<float> low = LevelMap.Low;
        Vector128<float> high = LevelMap.High;
        Vector128<float> factor = levels.Factor;
        Vector128<float> offset = levels.Offset;
        for (int x = 0; x < width; x++)
        {
            Vector128<float> sum = Sum(ref source, axis.Start(x), axis.Count(x), ref Unsafe.Add(ref weights, x * capacity));
            Vector128<float> value = Vector128.Min(Vector128.Max(sum, low), high) * factor + offset;
            red[x] = value.GetElement(0);
            green[x] = value.GetElement(1);
            blue[x] = value.GetElement(2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sum(ref float source, int start, int count, ref float weights)
    {
        if (count == 0)
        {
            return Vector128<float>.Zero;
        }

        nuint at = 3 * (nuint)start;
        Vector128<float> sum = Vector128.LoadUnsafe(ref source, at) * Vector128.Create(weights);
        for (int t = 1; t < count; t++)
        {
            at += 3;
            sum += Vector128.LoadUnsafe(ref source, at) * Vector128.Create(Unsafe.Add(ref weights, t));
        }

        return sum;
    }
}
