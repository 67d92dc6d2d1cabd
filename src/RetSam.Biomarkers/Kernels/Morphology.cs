using System.Buffers;
using System.Numerics.Tensors;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Dilation, erosion, opening and closing of masks, in place. Thread-safe: calls on different masks share nothing. Scratch is pooled.
/// </summary>
/// <remarks>
/// <para>
/// What lies outside the frame takes no part: it adds nothing to a dilation and takes nothing from an erosion, so an object cut off by
/// the frame is not worn down there. Erosion is then the dilation of what is clear, opening only takes away, closing only adds, and
/// either done twice is the same as done once (Serra 1982; Soille 2003, ch. 3 and 4).
/// </para>
/// <para>
/// A row of the element is an interval. Rows of the mask are widened 64 pixels at a time, by doubling, to each width that the element
/// has and joined into the rows it reaches: about words * height * (rows of the element + its different widths) operations.
/// </para>
/// </remarks>
public static class Morphology
{
    /// <summary>Sets every pixel that the element, centred on a set pixel, covers.</summary>
    public static void Dilate(BinaryMask mask, StructuringElement element)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int words = mask.WordsPerRow;
        int[] reaches = ArrayPool<int>.Shared.Rent(element.ReachY + 1);
        for (int away = 0; away <= element.ReachY; away++)
        {
            reaches[away] = element.GetReachInRow(away);
        }

        ulong[] source = ArrayPool<ulong>.Shared.Rent(words * mask.Height);
        mask.Words.CopyTo(source);
        mask.Clear();
        using (var row = new WidenedRow(words, element.ReachX))
        {
            for (int y = 0; y < mask.Height; y++)
            {
                ReadOnlySpan<ulong> bits = source.AsSpan(y * words, words);
                if (bits.ContainsAnyExcept(0UL))
                {
                    Spread(bits, y, reaches.AsSpan(0, element.ReachY + 1), row, mask);
                }
            }
        }

        mask.ClearPadding();
        ArrayPool<ulong>.Shared.Return(source);
        ArrayPool<int>.Shared.Return(reaches);
    }

    /// <summary>Clears every pixel on which the element, centred there, would cover a clear pixel of the frame.</summary>
    public static void Erode(BinaryMask mask, StructuringElement element)
    {
        ArgumentNullException.ThrowIfNull(mask);
        mask.Invert();
        Dilate(mask, element);
        mask.Invert();
    }

    /// <summary>Erodes, then dilates: clears what is too narrow for the element, and leaves the rest as it is.</summary>
    public static void Open(BinaryMask mask, StructuringElement element)
    {
        Erode(mask, element);
        Dilate(mask, element);
    }

    /// <summary>Dilates, then erodes: sets gaps that are too narrow for the element, and leaves the rest as it is.</summary>
    public static void Close(BinaryMask mask, StructuringElement element)
    {
        Dilate(mask, element);
        Erode(mask, element);
    }

    /// <summary>Joins one row, widened as the element is, into all rows that the element reaches.</summary>
    private static void Spread(ReadOnlySpan<ulong> bits, int y, ReadOnlySpan<int> reaches, WidenedRow row, BinaryMask result)
    {
        // The farthest rows are the narrowest.
        row.Load(bits);
        for (int away = reaches.Length - 1; away >= 0; away--)
        {
            row.WidenTo(reaches[away]);
            Join(row.Words, y - away, result);
            if (away > 0)
            {
                Join(row.Words, y + away, result);
            }
        }
    }

    private static void Join(ReadOnlySpan<ulong> words, int y, BinaryMask result)
    {
        if ((uint)y < (uint)result.Height)
        {
            Span<ulong> target = result.GetRow(y);
            TensorPrimitives.BitwiseOr(words, target, target);
        }
    }
}
