using System.Numerics;
using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Kernels;

/// <summary>The set pixels of a mask, in raster order, counted from the corner of the box around them. Pooled.</summary>
internal sealed class SetPixels : IDisposable
{
    private readonly PooledList<(int X, int Y)> _items;

    public SetPixels(BinaryMask mask)
        : this(mask, mask, mask.GetBounds())
    {
    }

    /// <summary>The pixels that are set in two masks of one size.</summary>
    /// <param name="mask">The one.</param>
    /// <param name="within">The other.</param>
    /// <param name="bounds">A box around those of the other.</param>
    public SetPixels(BinaryMask mask, BinaryMask within, PixelRect bounds)
    {
        (int left, int right, int top, int bottom, int count) = (int.MaxValue, 0, 0, 0, 0);
        Range words = (bounds.X >> 6)..((bounds.Right + 63) >> 6);
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            ReadOnlySpan<ulong> row = mask.GetRow(y)[words];
            ReadOnlySpan<ulong> rowWithin = within.GetRow(y)[words];
            for (int i = 0; i < row.Length; i++)
            {
                if ((row[i] & rowWithin[i]) is var word and not 0)
                {
                    int x = (words.Start.Value + i) * 64;
                    left = Math.Min(left, x + BitOperations.TrailingZeroCount(word));
                    right = Math.Max(right, x + 64 - BitOperations.LeadingZeroCount(word));
                    (top, bottom) = (count == 0 ? y : top, y + 1);
                    count += BitOperations.PopCount(word);
                }
            }
        }

        _items = new(count);
        if (count == 0)
        {
            return;
        }

        (Width, Height) = (right - left, bottom - top);
        _items.Resize(count, default);
        Span<(int X, int Y)> items = _items.Items;
        int next = 0;
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<ulong> row = mask.GetRow(y)[words];
            ReadOnlySpan<ulong> rowWithin = within.GetRow(y)[words];
            for (int i = 0; i < row.Length; i++)
            {
                int x = (words.Start.Value + i) * 64 - left;
                for (ulong word = row[i] & rowWithin[i]; word != 0; word &= word - 1)
                {
                    items[next++] = (x + BitOperations.TrailingZeroCount(word), y - top);
                }
            }
        }
    }

    private SetPixels(ReadOnlySpan<(int X, int Y)> items, int width, int height)
    {
        Width = width;
        Height = height;
        _items = new(items.Length);
        _items.Append(items);
    }

    /// <summary>The width of the box around the pixels.</summary>
    public int Width { get; }

    /// <summary>The height of the box around the pixels.</summary>
    public int Height { get; }

    /// <summary>The longer of the two.</summary>
    public int Extent => Math.Max(Width, Height);

    /// <summary>The pixels.</summary>
    public ReadOnlySpan<(int X, int Y)> Items => _items.Items;

    /// <summary>
    /// The pixels of a straight line turned into the rows, by their places along its axis; <see langword="null"/> where they reach further
    /// across their axis than a line does.
    /// </summary>
    /// <param name="mostAcross">How far from its first to its last place across a line may reach, in px.</param>
    public SetPixels? TurnIntoRows(double mostAcross)
    {
        if (Items.IsEmpty || Math.Min(Width, Height) <= mostAcross || IsSurelyWide(mostAcross))
        {
            return null; // Nothing, or in the rows or columns already, or no line.
        }

        // From the middle of the box, in halves of a pixel: of mirror images all numbers are the same but for their signs.
        (long sumX, long sumY, long squaresX, long squaresY, long products) = (0, 0, 0, 0, 0);
        foreach ((int x, int y) in Items)
        {
            (int v, int w) = FromMiddle(x, y);
            (sumX, sumY) = (sumX + v, sumY + w);
            (squaresX, squaresY, products) = (squaresX + (long)v * v, squaresY + (long)w * w, products + (long)v * w);
        }

        // The long axis, without angles: the eigenvector of the larger eigenvalue of the second moments, by whichever formula does not vanish.
        double count = Items.Length;
        double twoXy = 2 * (count * products - (double)sumX * sumY);
        double difference = count * squaresX - (double)sumX * sumX - (count * squaresY - (double)sumY * sumY);
        double root = Math.Sqrt(difference * difference + twoXy * twoXy);
        (double ux, double uy) = difference >= 0 ? (difference + root, twoXy) : (twoXy, root - difference);
        double length = Math.Sqrt(ux * ux + uy * uy);
        if (length == 0)
        {
            return null;
        }

        (ux, uy) = (ux / length, uy / length);
        double first = double.MaxValue;
        double last = double.MinValue;
        double near = double.MaxValue;
        double far = double.MinValue;
        foreach ((int x, int y) in Items)
        {
            (int v, int w) = FromMiddle(x, y);
            (first, last) = (Math.Min(first, v * ux + w * uy), Math.Max(last, v * ux + w * uy));
            (near, far) = (Math.Min(near, w * ux - v * uy), Math.Max(far, w * ux - v * uy));
            if (far - near > 2 * mostAcross)
            {
                return null;
            }
        }

        // From the lighter to the heavier end, so that mirror images make the same row.
        (long across, long down) = FindBalance();
        bool turnsRound = ux * across + uy * down < 0;
        using var turned = new PooledList<(int X, int Y)>(Items.Length);
        foreach ((int x, int y) in Items)
        {
            (int v, int w) = FromMiddle(x, y);
            double along = v * ux + w * uy;
            turned.Add(((int)Math.Round((turnsRound ? last - along : along - first) / 2), 0));
        }

        return new SetPixels(turned.Items, (int)Math.Round((last - first) / 2) + 1, 1);
    }

    /// <summary>
    /// In which half of the box the pixels lie more: positive across for the right one, positive down for the lower one, by the sum of their
    /// distances from the middle line. Of a mirror image it is the other one, so that it tells an object from its image; where both
    /// halves balance a checksum of the distances does, and only what is its own mirror image leaves it open at 0.
    /// </summary>
    public (long Across, long Down) FindBalance()
    {
        (long across, long down) = (0, 0);
        foreach ((int x, int y) in Items)
        {
            (int v, int w) = FromMiddle(x, y);
            (across, down) = (across + v, down + w);
        }

        return (across != 0 ? across : CheckSum(static (v, w) => (v, w)), down != 0 ? down : CheckSum(static (v, w) => (w, v)));
    }

    private long CheckSum(Func<int, int, (int Along, int Beside)> axis)
    {
        long sum = 0;
        foreach ((int x, int y) in Items)
        {
            (int v, int w) = FromMiddle(x, y);
            (int along, int beside) = axis(v, w);
            sum += Math.Sign(along) * (long)BitOperations.Crc32C((uint)(along * along), (uint)(beside * beside));
        }

        return sum;
    }

    /// <summary>How far a pixel lies from the middle of the box, in halves of a pixel, which are whole.</summary>
    private (int X, int Y) FromMiddle(int x, int y) => (2 * x + 1 - Width, 2 * y + 1 - Height);

    public void Dispose() => _items.Dispose();

    /// <summary>Whether a few of the pixels show that all of them reach further across whatever axis: they do as far as any triangle of them is high.</summary>
    private bool IsSurelyWide(double mostAcross)
    {
        const int Tries = 8;
        (int firstX, int firstY) = Items[0];
        (int acrossX, int acrossY) = (Items[^1].X - firstX, Items[^1].Y - firstY);
        for (int i = 1; i < Tries; i++)
        {
            (int x, int y) = Items[(int)((long)i * Items.Length / Tries)];
            (x, y) = (x - firstX, y - firstY);
            double twiceArea = Math.Abs((double)acrossX * y - (double)acrossY * x);
            double longest = Math.Max(Square(acrossX, acrossY), Math.Max(Square(x, y), Square(acrossX - x, acrossY - y)));

            // A bit more than it need be, for what rounding does to the places along an axis.
            if (twiceArea > (mostAcross + 0.001) * Math.Sqrt(longest))
            {
                return true;
            }
        }

        return false;

        static double Square(double x, double y) => x * x + y * y;
    }
}
