using System.Buffers;
using System.Numerics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The exact Euclidean distance transform, as squared integers. Thread-safe: calls share nothing.
/// </summary>
/// <remarks>
/// Distances run between pixel centres, to the nearest clear pixel <em>inside the frame</em>: what lies outside is not known to be
/// background, so a vessel that leaves the picture is not read as thinner than it is seen to be. The middle row of a
/// band of w pixels, w odd, therefore has the distance d = (w + 1) / 2, and w = 2d - 1.
/// First the vertical distance of every pixel to the nearest clear pixel of its column, many columns at once; then, run by run, the
/// least sum of squares along the row. Within a run of set pixels only that run's columns and the clear pixel at either end can be
/// nearest, so short runs are searched outwards and long ones take the lower envelope of parabolas (Meijster, Roerdink and Hesselink
/// 2000), in integers throughout.
/// </remarks>
public static class DistanceTransform
{
    /// <summary>The value of every pixel when the mask has no clear pixel, and the largest value there is.</summary>
    public const int NoBackground = int.MaxValue;

    /// <summary>Vertical distances stop here: its square is still far from the end of a long.</summary>
    private const int Far = 1 << 30;

    /// <summary>Runs up to this length are searched outwards; the search costs no more than the run is long, per pixel.</summary>
    private const int ShortRun = 96;

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
        ScanColumns(mask, destination);
        ScanRows(mask, destination);
    }

    /// <summary>Vertical distances: down with the distance to the nearest clear pixel above, then up.</summary>
    private static void ScanColumns(BinaryMask mask, Span<int> distances)
    {
        int width = mask.Width;
        ReadOnlySpan<ulong> words = mask.Words;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<int> above = y == 0 ? default : distances.Slice((y - 1) * width, width);
            ScanDown(words.Slice(y * mask.WordsPerRow, mask.WordsPerRow), above, distances.Slice(y * width, width));
        }

        for (int y = mask.Height - 2; y >= 0; y--)
        {
            ScanUp(distances.Slice((y + 1) * width, width), distances.Slice(y * width, width), words.Slice(y * mask.WordsPerRow, mask.WordsPerRow));
        }
    }

    private static void ScanDown(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> above, Span<int> row)
    {
        for (int w = 0; w < bits.Length; w++)
        {
            int start = w << 6;
            Span<int> part = row[start..Math.Min(start + 64, row.Length)];
            ulong word = bits[w];
            if (word == 0)
            {
                part.Clear();
                continue;
            }

            ReadOnlySpan<int> partAbove = above.IsEmpty ? default : above.Slice(start, part.Length);
            int x = 0;
            for (; x <= part.Length - Vector<int>.Count; x += Vector<int>.Count)
            {
                Vector<int> next = partAbove.IsEmpty ? new Vector<int>(Far) : Vector.Min(new Vector<int>(partAbove[x..]) + Vector<int>.One, new Vector<int>(Far));
                Vector<int> set = Vector.Equals(new Vector<int>((int)(word >> x)) & LaneBits, LaneBits);
                (next & set).CopyTo(part[x..]);
            }

            for (; x < part.Length; x++)
            {
                int next = partAbove.IsEmpty ? Far : Math.Min(partAbove[x] + 1, Far);
                part[x] = (word >> x & 1) == 0 ? 0 : next;
            }
        }
    }

    private static void ScanUp(ReadOnlySpan<int> below, Span<int> row, ReadOnlySpan<ulong> bits)
    {
        for (int w = 0; w < bits.Length; w++)
        {
            if (bits[w] == 0)
            {
                continue;
            }

            int end = Math.Min((w << 6) + 64, row.Length);
            int x = w << 6;
            for (; x <= end - Vector<int>.Count; x += Vector<int>.Count)
            {
                Vector.Min(new Vector<int>(row[x..]), new Vector<int>(below[x..]) + Vector<int>.One).CopyTo(row[x..]);
            }

            for (; x < end; x++)
            {
                row[x] = Math.Min(row[x], below[x] + 1);
            }
        }
    }

    private static void ScanRows(BinaryMask mask, Span<int> distances)
    {
        int width = mask.Width;
        int[] vertical = ArrayPool<int>.Shared.Rent(width);
        int[] sites = ArrayPool<int>.Shared.Rent(2 * (width + 2));
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            Span<int> row = distances.Slice(run.Y * width, width);
            row[run.Start..run.End].CopyTo(vertical.AsSpan(run.Start));
            if (run.Length <= ShortRun)
            {
                SearchOutwards(vertical.AsSpan(0, width), run, row);
            }
            else
            {
                TakeEnvelope(vertical.AsSpan(0, width), run, row, sites);
            }
        }

        ArrayPool<int>.Shared.Return(vertical);
        ArrayPool<int>.Shared.Return(sites);
    }

    /// <summary>For each pixel of a run, looks at columns ever further away until they cannot be nearer than the best so far.</summary>
    private static void SearchOutwards(ReadOnlySpan<int> vertical, MaskRun run, Span<int> row)
    {
        for (int x = run.Start; x < run.End; x++)
        {
            int toLeft = run.Start > 0 ? x - run.Start + 1 : Far;
            int toRight = run.End < row.Length ? run.End - x : Far;
            long best = Square(Math.Min(vertical[x], Math.Min(toLeft, toRight)));
            for (int step = 1; Square(step) < best; step++)
            {
                int left = x - step;
                int right = x + step;
                if (left < run.Start && right >= run.End)
                {
                    break;
                }

                if (left >= run.Start)
                {
                    best = Math.Min(best, Square(step) + Square(vertical[left]));
                }

                if (right < run.End)
                {
                    best = Math.Min(best, Square(step) + Square(vertical[right]));
                }
            }

            row[x] = Narrow(best);
        }
    }

    /// <summary>
    /// The lower envelope of the parabolas (x - site)^2 + vertical(site)^2, left to right, for one run. The first half of
    /// <paramref name="buffer"/> holds the sites of the envelope, the second the column from which each is the lowest.
    /// </summary>
    private static void TakeEnvelope(ReadOnlySpan<int> vertical, MaskRun run, Span<int> row, Span<int> buffer)
    {
        Span<int> sites = buffer[..(buffer.Length / 2)];
        Span<int> starts = buffer[(buffer.Length / 2)..];
        int first = Math.Max(run.Start - 1, 0);
        int last = Math.Min(run.End, row.Length - 1);
        int top = -1;
        for (int site = first; site <= last; site++)
        {
            long height = HeightAt(vertical, run, site);
            while (top >= 0 && Square(starts[top] - sites[top]) + HeightAt(vertical, run, sites[top]) > Square(starts[top] - site) + height)
            {
                top--;
            }

            if (top < 0)
            {
                top = 0;
                sites[0] = site;
                starts[0] = first;
                continue;
            }

            // The first column at which the new parabola is not above the old one, plus one.
            long old = sites[top];
            long meeting = (site * (long)site - old * old + height - HeightAt(vertical, run, sites[top])) / (2 * (site - old)) + 1;
            if (meeting <= last)
            {
                top++;
                sites[top] = site;
                starts[top] = (int)meeting;
            }
        }

        for (int x = last; x >= first; x--)
        {
            if (x >= run.Start && x < run.End)
            {
                row[x] = Narrow(Square(x - sites[top]) + HeightAt(vertical, run, sites[top]));
            }

            if (x == starts[top] && top > 0)
            {
                top--;
            }
        }
    }

    /// <summary>The square of the vertical distance at a column of the run, 0 at the clear pixel on either side of it.</summary>
    private static long HeightAt(ReadOnlySpan<int> vertical, MaskRun run, int column)
        => column < run.Start || column >= run.End ? 0 : Square(vertical[column]);

    private static long Square(int value) => (long)value * value;

    private static int Narrow(long value) => (int)Math.Min(value, NoBackground);

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
