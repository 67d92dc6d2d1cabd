using System.Buffers;
using System.Numerics;

namespace RetSam;

/// <summary>
/// A mask of one bit per pixel. Row y starts at word y * <see cref="WordsPerRow"/>; column x is bit x % 64 (least significant first)
/// of word x / 64 of its row. Rows are padded to 64 bits and <em>padding bits are always zero</em>: whoever writes through
/// <see cref="Words"/> or <see cref="GetRow"/> keeps that so, or calls <see cref="ClearPadding"/> before anything else looks.
/// Reading is thread-safe while nobody writes. The buffer comes from a pool; <see cref="Dispose"/> gives it back, and a mask that is
/// never disposed is simply collected.
/// </summary>
public sealed partial class BinaryMask : IDisposable
{
    private ulong[]? _words;

    /// <summary>Creates an empty mask.</summary>
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the mask is too large for one buffer.</exception>
    public BinaryMask(int width, int height)
        : this(width, height, clear: true)
    {
    }

    private BinaryMask(int width, int height, bool clear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        WordsPerRow = (int)(((long)width + 63) / 64);
        long words = (long)WordsPerRow * height;
        if (words > Array.MaxLength || (long)width * height > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"A mask of {width}x{height} pixels is too large; a mask holds up to {int.MaxValue} pixels.");
        }

        Width = width;
        Height = height;
        _words = ArrayPool<ulong>.Shared.Rent((int)words);
        if (clear)
        {
            Words.Clear();
        }
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The number of 64-bit words a row takes: the width divided by 64, rounded up.</summary>
    public int WordsPerRow { get; }

    /// <summary>All rows' words, top row first. Padding bits must stay zero.</summary>
    /// <exception cref="ObjectDisposedException">The mask was disposed.</exception>
    public Span<ulong> Words
    {
        get
        {
            ObjectDisposedException.ThrowIf(_words is null, this);
            return _words.AsSpan(0, WordsPerRow * Height);
        }
    }

    /// <summary>The bits of a row's last word that lie inside the mask.</summary>
    internal ulong LastWordMask => (Width & 63) == 0 ? ulong.MaxValue : (1UL << (Width & 63)) - 1;

    /// <summary>Reads or writes one pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside.</exception>
    public bool this[int x, int y]
    {
        get
        {
            CheckPixel(x, y);
            return (Words[y * WordsPerRow + (x >> 6)] >> (x & 63) & 1) != 0;
        }

        set
        {
            CheckPixel(x, y);
            ref ulong word = ref Words[y * WordsPerRow + (x >> 6)];
            ulong bit = 1UL << (x & 63);
            word = value ? word | bit : word & ~bit;
        }
    }

    /// <summary>One row's words. Padding bits must stay zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<ulong> GetRow(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return Words.Slice(y * WordsPerRow, WordsPerRow);
    }

    /// <summary>The number of set pixels: the area in px2.</summary>
    public int CountPixels()
    {
        long count = 0;
        foreach (ulong word in Words)
        {
            count += BitOperations.PopCount(word);
        }

        return (int)count;
    }

    /// <summary>The number of set pixels inside a rectangle; the part of the rectangle outside the mask counts none.</summary>
    public int CountPixels(PixelRect rectangle)
    {
        PixelRect r = rectangle.Intersect(new PixelRect(0, 0, Width, Height));
        if (r.IsEmpty)
        {
            return 0;
        }

        int first = r.X >> 6;
        int last = (r.Right - 1) >> 6;
        ulong firstMask = ulong.MaxValue << (r.X & 63);
        ulong lastMask = ulong.MaxValue >> (63 - ((r.Right - 1) & 63));
        int count = 0;
        for (int y = r.Y; y < r.Bottom; y++)
        {
            ReadOnlySpan<ulong> row = GetRow(y);
            for (int w = first; w <= last; w++)
            {
                ulong word = row[w];
                word &= w == first ? firstMask : ulong.MaxValue;
                word &= w == last ? lastMask : ulong.MaxValue;
                count += BitOperations.PopCount(word);
            }
        }

        return count;
    }

    /// <summary>Whether no pixel is set.</summary>
    public bool IsEmpty() => !Words.ContainsAnyExcept(0UL);

    /// <summary>The smallest rectangle around the set pixels; empty when there are none.</summary>
    public PixelRect GetBounds()
    {
        int top = -1;
        int bottom = -1;
        int left = int.MaxValue;
        int right = -1;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<ulong> row = GetRow(y);
            int first = row.IndexOfAnyExcept(0UL);
            if (first < 0)
            {
                continue;
            }

            int last = row.LastIndexOfAnyExcept(0UL);
            top = top < 0 ? y : top;
            bottom = y;
            left = Math.Min(left, first * 64 + BitOperations.TrailingZeroCount(row[first]));
            right = Math.Max(right, last * 64 + 63 - BitOperations.LeadingZeroCount(row[last]));
        }

        return top < 0 ? default : new PixelRect(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>A copy with a buffer of its own.</summary>
    public BinaryMask Clone()
    {
        var copy = new BinaryMask(Width, Height, clear: false);
        Words.CopyTo(copy.Words);
        return copy;
    }

    /// <summary>Clears every pixel.</summary>
    public void Clear() => Words.Clear();

    /// <summary>Zeroes the padding bits of every row: to be called after writing words that may have set them.</summary>
    public void ClearPadding()
    {
        ulong keep = LastWordMask;
        if (keep == ulong.MaxValue)
        {
            return;
        }

        Span<ulong> words = Words;
        for (int last = WordsPerRow - 1; last < words.Length; last += WordsPerRow)
        {
            words[last] &= keep;
        }
    }

    /// <summary>Whether two masks have the same size and the same pixels.</summary>
    public bool ContentEquals(BinaryMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Width == other.Width && Height == other.Height && Words.SequenceEqual(other.Words);
    }

    /// <summary>Gives the buffer back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        ulong[]? words = Interlocked.Exchange(ref _words, null);
        if (words is not null)
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    private void CheckPixel(int x, int y)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
        {
            throw new ArgumentOutOfRangeException(nameof(x), $"Pixel ({x}, {y}) lies outside the {Width}x{Height} mask.");
        }
    }
}
