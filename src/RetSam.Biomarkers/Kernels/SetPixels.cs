using System.Numerics;
using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Kernels;

/// <summary>The set pixels of a mask, in raster order, counted from the corner of the box around them. Pooled.</summary>
internal sealed class SetPixels : IDisposable
{
    private readonly PooledList<(int X, int Y)> _items = new(1024);

    public SetPixels(BinaryMask mask)
    {
        PixelRect bounds = mask.GetBounds();
        Width = bounds.Width;
        Height = bounds.Height;
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            ReadOnlySpan<ulong> row = mask.GetRow(y);
            for (int i = bounds.X >> 6; i < row.Length; i++)
            {
                for (ulong word = row[i]; word != 0; word &= word - 1)
                {
                    _items.Add((i * 64 + BitOperations.TrailingZeroCount(word) - bounds.X, y - bounds.Y));
                }
            }
        }
    }

    /// <summary>The width of the box around the pixels.</summary>
    public int Width { get; }

    /// <summary>The height of the box around the pixels.</summary>
    public int Height { get; }

    /// <summary>The longer of the two.</summary>
    public int Extent => Math.Max(Width, Height);

    /// <summary>The pixels.</summary>
    public ReadOnlySpan<(int X, int Y)> Items => _items.Items;

    public void Dispose() => _items.Dispose();
}
