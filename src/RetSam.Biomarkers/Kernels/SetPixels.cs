using System.Numerics;
using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Kernels;

/// <summary>The set pixels of a mask, in raster order, counted from the corner of the box around them. Pooled.</summary>
internal sealed class SetPixels : IDisposable
{
    private readonly PooledList<(int X, int Y)> _items;

    public SetPixels(BinaryMask mask)
    {
        PixelRect bounds = mask.GetBounds();
        Width = bounds.Width;
        Height = bounds.Height;
        int count = mask.CountPixels();
        _items = new(count);
        _items.Resize(count, default);
        Span<(int X, int Y)> items = _items.Items;
        count = 0;
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            ReadOnlySpan<ulong> row = mask.GetRow(y);
            for (int i = bounds.X >> 6; i <= (bounds.Right - 1) >> 6; i++)
            {
                for (ulong word = row[i]; word != 0; word &= word - 1)
                {
                    items[count++] = (i * 64 + BitOperations.TrailingZeroCount(word) - bounds.X, y - bounds.Y);
                }
            }
        }
    }

    private SetPixels(ReadOnlySpan<(int X, int Y)> items, int width, int height)
    {
        Width = width;
        Height = height;
        _items = new(items.Length);
        _items.Resize(items.Length, default);
        items.CopyTo(_items.Items);
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
        if (Items.IsEmpty || Math.Min(Width, Height) <= mostAcross)
        {
            return null; // Nothing, or in the rows or columns already.
        }

        MomentSums sums = default;
        foreach ((int x, int y) in Items)
        {
            sums.Add(new MaskRun(y, x, x + 1));
        }

        // The long axis, without angles: the eigenvector of the larger eigenvalue, by whichever formula does not vanish.
        SecondMoments moments = sums.ToMoments();
        double difference = moments.Xx - moments.Yy;
        double root = Math.Sqrt(difference * difference + 4 * moments.Xy * moments.Xy);
        (double ux, double uy) = difference >= 0 ? (difference + root, 2 * moments.Xy) : (2 * moments.Xy, root - difference);
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
            (first, last) = (Math.Min(first, x * ux + y * uy), Math.Max(last, x * ux + y * uy));
            (near, far) = (Math.Min(near, y * ux - x * uy), Math.Max(far, y * ux - x * uy));
            if (far - near > mostAcross)
            {
                return null;
            }
        }

        using var turned = new PooledList<(int X, int Y)>(Items.Length);
        foreach ((int x, int y) in Items)
        {
            turned.Add(((int)Math.Round(x * ux + y * uy - first), 0));
        }

        return new SetPixels(turned.Items, (int)Math.Round(last - first) + 1, 1);
    }

    public void Dispose() => _items.Dispose();
}
