using System.Numerics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Half the local calibre at any pixel of a mask: the distance to the nearest clear pixel's edge. Exact, and found by looking around
/// the pixel that is asked about: a graph asks for those of its skeleton only, which costs less than a distance transform of the frame.
/// </summary>
internal sealed class RadiusMap(BinaryMask mask)
{
    /// <summary>How far a window of 64 columns reaches from its middle, to the left; to the right it is one more.</summary>
    private const int WindowReach = 31;

    private readonly int _width = mask.Width;
    private readonly int _height = mask.Height;
    private readonly int _wordsPerRow = mask.WordsPerRow;

    /// <summary>The radius at a position y * width + x: 0 on clear pixels, 0.5 on a line of one pixel.</summary>
    public double At(int position)
    {
        (int y, int x) = Math.DivRem(position, _width);
        return At(x, y);
    }

    /// <summary>The radius at the pixel nearest to a point; 0 outside the frame.</summary>
    public double At(PointD point)
    {
        int x = (int)Math.Floor(point.X + 0.5);
        int y = (int)Math.Floor(point.Y + 0.5);
        return (uint)x >= (uint)_width || (uint)y >= (uint)_height ? 0 : At(x, y);
    }

    private double At(int x, int y)
    {
        ReadOnlySpan<ulong> words = mask.Words;
        long across = AcrossTo(words, y, x);
        long squared = across == long.MaxValue ? long.MaxValue : across * across;
        for (long down = 1; down * down < squared; down++)
        {
            long above = y - down;
            long below = y + down;
            if (above < 0 && below >= _height)
            {
                break;
            }

            squared = above >= 0 ? Nearer(words, (int)above, x, down, squared) : squared;
            squared = below < _height ? Nearer(words, (int)below, x, down, squared) : squared;
        }

        return squared switch
        {
            0 => 0,
            long.MaxValue => Math.Max(_width, _height) / 2.0, // A mask without background has no walls to measure to.
            _ => Math.Sqrt(squared) - 0.5,
        };
    }

    private long Nearer(ReadOnlySpan<ulong> words, int row, int x, long down, long squared)
    {
        long across = AcrossTo(words, row, x);
        return across == long.MaxValue ? squared : Math.Min(squared, down * down + across * across);
    }

    /// <summary>How many columns the nearest clear pixel of a row lies from a column; the largest number when there is none.</summary>
    private long AcrossTo(ReadOnlySpan<ulong> words, int row, int x)
    {
        int first = x - WindowReach;
        if (first >= 0 && first + 64 <= _width)
        {
            int at = row * _wordsPerRow + (first >> 6);
            int bit = first & 63;
            ulong clear = ~(words[at] >> bit | (bit == 0 ? 0 : words[at + 1] << (64 - bit)));
            int nearest = Math.Min(
                BitOperations.TrailingZeroCount(clear >> WindowReach), BitOperations.LeadingZeroCount(clear << (63 - WindowReach)));
            if (nearest < 64)
            {
                return nearest;
            }
        }

        return AcrossFarTo(words.Slice(row * _wordsPerRow, _wordsPerRow), x);
    }

    /// <summary>The same word by word, wherever the column lies.</summary>
    private long AcrossFarTo(ReadOnlySpan<ulong> row, int x)
    {
        long nearest = long.MaxValue;
        ulong clear = ~row[x >> 6] & (ulong.MaxValue << (x & 63));
        for (int i = x >> 6; ; clear = ~row[i])
        {
            if (clear != 0)
            {
                int column = 64 * i + BitOperations.TrailingZeroCount(clear);
                nearest = column < _width ? column - x : nearest; // The padding of a row is clear and no background.
                break;
            }

            if (++i == row.Length)
            {
                break;
            }
        }

        clear = ~row[x >> 6] & (ulong.MaxValue >> (63 - (x & 63)));
        for (int i = x >> 6; ; clear = ~row[i])
        {
            if (clear != 0)
            {
                return Math.Min(nearest, x - (64 * i + BitOperations.Log2(clear)));
            }

            if (--i < 0)
            {
                return nearest;
            }
        }
    }
}
