using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The exact Euclidean distance transform, as squared integers. Thread-safe: calls share nothing.
/// </summary>
/// <remarks>
/// Distances run between pixel centres, to the nearest clear pixel <em>inside the frame</em>: what lies outside is not known to be
/// background, so a vessel that leaves the picture is not read as thinner than it is seen to be. The middle row of a
/// band of w pixels, w odd, therefore has the distance d = (w + 1) / 2, and w = 2d - 1.
/// First the vertical distance of every pixel to the nearest clear pixel of its column, many columns at once; then, row by row, the
/// least sum of squares (after Meijster, Roerdink and Hesselink 2000), by halving (<see cref="NearestSites"/>), in integers throughout.
/// Time grows with width * height * log(width) at worst and hardly depends on what the mask shows.
/// </remarks>
public static class DistanceTransform
{
    /// <summary>The value of every pixel when the mask has no clear pixel, and the largest value there is.</summary>
    public const int NoBackground = int.MaxValue;

    /// <summary>The vertical distance where a column is set throughout: with the height of any mask added it is still an int.</summary>
    private const int Far = 1 << 30;

    /// <summary>
    /// Rows whose vertical distances are kept at a time: few enough to stay in the cache, so that the destination is written once and
    /// never read.
    /// </summary>
    private const int Band = 32;

    /// <summary>Bit i in lane i: picks one bit for each lane.</summary>
    private static readonly Vector<int> LaneBits = CreateLaneBits();

    /// <summary>The squared distance of every pixel's centre to the centre of the nearest clear pixel, in px2.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="destination">Width * height values, row by row: 0 on clear pixels; <see cref="NoBackground"/> everywhere when no
    /// pixel is clear, and where the squared distance is larger than that.</param>
    /// <exception cref="ArgumentException">The destination is shorter than width * height.</exception>
    public static void SquaredToBackground(BinaryMask mask, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int pixels = mask.Width * mask.Height;
        if (destination.Length < pixels)
        {
            throw new ArgumentException($"{mask.Width}x{mask.Height} pixels need {pixels} values; the destination has {destination.Length}.", nameof(destination));
        }

        destination = destination[..pixels];
        if (mask.CountPixels() == pixels)
        {
            destination.Fill(NoBackground);
            return;
        }

        int width = mask.Width;
        int bands = (mask.Height + Band - 1) / Band;
        int[] above = ArrayPool<int>.Shared.Rent(bands * width);
        int[] band = ArrayPool<int>.Shared.Rent(Band * width);
        int[] vertical = ArrayPool<int>.Shared.Rent(width);
        LookUp(mask, above, vertical.AsSpan(0, width));
        vertical.AsSpan(0, width).Fill(Far);
        using (var sites = new NearestSites(width))
        {
            for (int i = bands - 1; i >= 0; i--)
            {
                SolveBand(mask, i * Band, above.AsSpan(i * width, width), band, vertical.AsSpan(0, width), sites, destination);
            }
        }

        ArrayPool<int>.Shared.Return(above);
        ArrayPool<int>.Shared.Return(band);
        ArrayPool<int>.Shared.Return(vertical);
    }

    /// <summary>For the row above every band, each column's distance to its nearest clear pixel in that row or above it.</summary>
    private static void LookUp(BinaryMask mask, Span<int> above, Span<int> vertical)
    {
        vertical.Fill(Far);
        for (int y = 0; y < mask.Height; y++)
        {
            if (y % Band == 0)
            {
                vertical.CopyTo(above[(y / Band * mask.Width)..]);
            }

            ScanDown(mask.GetRow(y), vertical, vertical);
        }
    }

    /// <summary>
    /// Down through a band with the distance to the nearest clear pixel above; then up with the nearest above or below and at once,
    /// while the row is at hand, the nearest of all.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="top">The band's first row.</param>
    /// <param name="above">The distances in the row above the band.</param>
    /// <param name="band">A buffer.</param>
    /// <param name="vertical">The distances in the row below the band; on return those in its first row.</param>
    /// <param name="sites">Solves a row.</param>
    /// <param name="destination">Where to write.</param>
    private static void SolveBand(
        BinaryMask mask, int top, ReadOnlySpan<int> above, Span<int> band, Span<int> vertical, NearestSites sites, Span<int> destination)
    {
        int width = mask.Width;
        int bottom = Math.Min(top + Band, mask.Height);
        for (int y = top; y < bottom; y++)
        {
            Span<int> row = band.Slice((y - top) * width, width);
            ScanDown(mask.GetRow(y), above, row);
            above = row;
        }

        for (int y = bottom - 1; y >= top; y--)
        {
            ScanUp(band.Slice((y - top) * width, width), vertical);
            sites.Solve(mask.GetRow(y), vertical, destination.Slice(y * width, width));
        }
    }

    /// <summary>Turns the distances to the nearest clear pixel above, of the row above, into those of this row.</summary>
    private static void ScanDown(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> above, Span<int> row)
    {
        ref int from = ref MemoryMarshal.GetReference(above);
        ref int to = ref MemoryMarshal.GetReference(row);
        Vector<int> lanes = LaneBits;
        int x = 0;
        for (; x <= row.Length - Vector<int>.Count; x += Vector<int>.Count)
        {
            Vector<int> set = Vector.Equals(new Vector<int>((int)(bits[x >> 6] >> (x & 63))) & lanes, lanes);
            ((Vector.LoadUnsafe(ref from, (nuint)x) + Vector<int>.One) & set).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < row.Length; x++)
        {
            row[x] = (bits[x >> 6] >> (x & 63) & 1) == 0 ? 0 : above[x] + 1;
        }
    }

    /// <summary>Turns the vertical distances of the row below into those of this row.</summary>
    private static void ScanUp(ReadOnlySpan<int> row, Span<int> vertical)
    {
        ref int from = ref MemoryMarshal.GetReference(row);
        ref int to = ref MemoryMarshal.GetReference(vertical);
        int x = 0;
        for (; x <= row.Length - Vector<int>.Count; x += Vector<int>.Count)
        {
            Vector<int> below = Vector.LoadUnsafe(ref to, (nuint)x) + Vector<int>.One;
            Vector.Min(Vector.LoadUnsafe(ref from, (nuint)x), below).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < row.Length; x++)
        {
            vertical[x] = Math.Min(row[x], vertical[x] + 1);
        }
    }

    private static Vector<int> CreateLaneBits()
    {
        Span<int> bits = stackalloc int[Vector<int>.Count];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = 1 << i;
        }

        return new Vector<int>(bits);
    }
}
