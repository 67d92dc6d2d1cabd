using System.Buffers;
using System.Numerics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The number of set pixels in any rectangle, by four look-ups: entry (x, y) counts the pixels to the left of column x and above
/// row y of a part of a mask. Pooled.
/// </summary>
internal sealed class SummedArea : IDisposable
{
    private readonly int _stride;
    private int[] _sums;

    /// <summary>Sums the part of a mask inside a rectangle, which must lie inside the mask.</summary>
    public SummedArea(BinaryMask mask, PixelRect part)
    {
        Width = part.Width;
        Height = part.Height;
        _stride = part.Width + 1;
        long entries = (long)_stride * (part.Height + 1);
        if (entries > Array.MaxLength)
        {
            throw new ArgumentException($"{part.Width}x{part.Height} pixels are too many to be summed.", nameof(part));
        }

        _sums = ArrayPool<int>.Shared.Rent((int)entries);
        _sums.AsSpan(0, _stride).Clear();
        for (int y = 0; y < part.Height; y++)
        {
            SumRow(mask.GetRow(part.Y + y), part, y);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row y of the table: Width + 1 entries.</summary>
    public ReadOnlySpan<int> GetRow(int y) => _sums.AsSpan(y * _stride, _stride);

    public void Dispose()
    {
        if (_sums.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_sums);
            _sums = [];
        }
    }

    private void SumRow(ReadOnlySpan<ulong> bits, PixelRect part, int y)
    {
        ReadOnlySpan<int> above = _sums.AsSpan(y * _stride, _stride);
        Span<int> row = _sums.AsSpan((y + 1) * _stride, _stride);
        row[0] = 0;
        int inRow = 0;
        for (int x = 0; x < part.Width;)
        {
            // Up to the end of the word, or of the part.
            int column = part.X + x;
            int count = Math.Min(64 - (column & 63), part.Width - x);
            ulong word = bits[column >> 6] >> (column & 63);
            ReadOnlySpan<int> from = above.Slice(x + 1, count);
            Span<int> to = row.Slice(x + 1, count);
            if (word == 0)
            {
                AddConstant(from, inRow, to);
            }
            else
            {
                for (int i = 0; i < to.Length; i++)
                {
                    inRow += (int)(word >> i & 1);
                    to[i] = from[i] + inRow;
                }
            }

            x += count;
        }
    }

    private static void AddConstant(ReadOnlySpan<int> from, int constant, Span<int> to)
    {
        var all = new Vector<int>(constant);
        int i = 0;
        for (; i <= to.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (new Vector<int>(from[i..]) + all).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] = from[i] + constant;
        }
    }
}
