namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Holes of one or two pixels in a mask. Rounding leaves them in the crotch of a fork and where an edge is ragged; thinning, which
/// keeps every hole, would run a line around each, and the vessel graph would take it for two bifurcations.
/// </summary>
internal static class Pinholes
{
    /// <summary>Sets the pixels of background that have set pixels on all four sides, alone or as two side by side or one above the other. In place.</summary>
    /// <remarks>Pixels outside the mask are background, so nothing at its border is a hole. Fifty operations a word, whatever the mask.</remarks>
    public static void Fill(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int words = mask.WordsPerRow;
        if (mask.Height < 3)
        {
            return;
        }

        // Four rows as they were before anything was filled: a filled pixel must not make a hole of its neighbour's neighbour.
        ulong[] rows = System.Buffers.ArrayPool<ulong>.Shared.Rent(4 * words);
        Span<ulong> above = rows.AsSpan(0, words);
        Span<ulong> here = rows.AsSpan(words, words);
        Span<ulong> below = rows.AsSpan(2 * words, words);
        Span<ulong> second = rows.AsSpan(3 * words, words);
        mask.GetRow(0).CopyTo(above);
        mask.GetRow(1).CopyTo(here);
        mask.GetRow(2).CopyTo(below);
        for (int y = 1; y < mask.Height - 1; y++)
        {
            bool hasSecond = y + 2 < mask.Height;
            if (hasSecond)
            {
                mask.GetRow(y + 2).CopyTo(second);
            }

            FillRow(mask.GetRow(y), hasSecond ? mask.GetRow(y + 1) : default, above, here, below, hasSecond ? second : default);
            Span<ulong> free = above;
            above = here;
            here = below;
            below = second;
            second = free;
        }

        mask.ClearPadding();
        System.Buffers.ArrayPool<ulong>.Shared.Return(rows);
    }

    private static void FillRow(
        Span<ulong> target, Span<ulong> targetBelow, ReadOnlySpan<ulong> above, ReadOnlySpan<ulong> here, ReadOnlySpan<ulong> below, ReadOnlySpan<ulong> second)
    {
        for (int w = 0; w < here.Length; w++)
        {
            ulong empty = ~here[w];
            ulong closed = empty & above[w] & below[w];
            if ((empty & above[w]) == 0)
            {
                continue;
            }

            ulong left = Left(here, w);
            ulong right = Right(here, w);

            // Alone.
            target[w] |= closed & left & right;

            // Two side by side: this one's right neighbour is the other, which is closed above and below and on its right.
            ulong closedRight = (~right) & Right(above, w) & Right(below, w) & Second(here, w);
            ulong pair = closed & left & closedRight;
            target[w] |= pair;
            target[w] |= pair << 1;
            if (w + 1 < target.Length)
            {
                target[w + 1] |= pair >> 63;
            }

            // One above the other.
            if (!second.IsEmpty)
            {
                ulong stack = empty & above[w] & left & right & ~below[w] & Left(below, w) & Right(below, w) & second[w];
                target[w] |= stack;
                targetBelow[w] |= stack;
            }
        }
    }

    /// <summary>At each bit the pixel to the left.</summary>
    private static ulong Left(ReadOnlySpan<ulong> row, int w) => row[w] << 1 | (w > 0 ? row[w - 1] >> 63 : 0);

    /// <summary>At each bit the pixel to the right.</summary>
    private static ulong Right(ReadOnlySpan<ulong> row, int w) => row[w] >> 1 | (w + 1 < row.Length ? row[w + 1] << 63 : 0);

    /// <summary>At each bit the second pixel to the right.</summary>
    private static ulong Second(ReadOnlySpan<ulong> row, int w) => row[w] >> 2 | (w + 1 < row.Length ? row[w + 1] << 62 : 0);
}
