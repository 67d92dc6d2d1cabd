using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Half the local calibre at any pixel of a mask: the distance to the nearest clear pixel's edge. Exact, and found by looking around
/// the pixel that is asked about: a graph asks for those of its skeleton only, which costs less than a distance transform of the frame.
/// </summary>
internal sealed class RadiusMap(BinaryMask mask)
{
    /// <summary>How far a window of 64 columns reaches from its middle, to the left; to the right it is one more.</summary>
    private const int WindowReach = 31;

    /// <summary>The same where the window starts with a whole byte, so that one read gets it; to the right it is as much at least.</summary>
    private const int ByteWindowReach = 28;

    private const long NoPixel = long.MaxValue;

    private readonly int _width = mask.Width;
    private readonly int _height = mask.Height;
    private readonly int _wordsPerRow = mask.WordsPerRow;

    /// <summary>The radius at a pixel of the frame: 0 on clear ones, 0.5 on a line of one pixel.</summary>
    public double At(int x, int y)
    {
        long squared = SquaredAt(x, y);
        return squared switch
        {
            0 => 0,
            long.MaxValue => Math.Max(_width, _height) / 2.0, // A mask without background has no walls to measure to.
            _ => Math.Sqrt(squared) - 0.5,
        };
    }

    /// <summary>The squared distance to the nearest clear pixel; the largest number when there is none.</summary>
    private long SquaredAt(int x, int y)
    {
        bool isFarFromBorder = x >= ByteWindowReach && x + 64 - ByteWindowReach <= _width && y >= ByteWindowReach && y < _height - ByteWindowReach;
        long nearby = isFarFromBorder && BitConverter.IsLittleEndian ? SquaredNearby(x, y) : NoPixel;
        return nearby <= ByteWindowReach * ByteWindowReach ? nearby : SquaredAnywhere(x, y);
    }

    /// <summary>The squared distance to the nearest clear pixel of the window and as many rows above and below; right where it is no more than the window's reach.</summary>
    private int SquaredNearby(int x, int y)
    {
        int first = x - ByteWindowReach;
        int bit = first & 7;
        int stride = _wordsPerRow * sizeof(ulong);
        ref byte middle = ref Unsafe.Add(ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(mask.Words)), y * stride + (first >> 3));
        int squared = int.MaxValue;
        for (int down = 0; down * down < squared && down <= ByteWindowReach; down++)
        {
            // The rows so far above and below count alike, so both are looked at as one.
            ulong above = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref middle, down * stride));
            ulong below = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref middle, down * stride));
            ulong clear = ~(above & below) >> bit;
            int across = Math.Min(
                BitOperations.TrailingZeroCount(clear >> ByteWindowReach), BitOperations.LeadingZeroCount(clear << (63 - ByteWindowReach)));
            squared = Math.Min(squared, down * down + across * across);
        }

        return squared;
    }

    private long SquaredAnywhere(int x, int y)
    {
        ReadOnlySpan<ulong> words = mask.Words;
        int first = x - WindowReach;
        bool hasWindow = first >= 0 && first + 64 <= _width;
        int word = first >> 6;
        int bit = first & 63;
        long squared = long.MaxValue;
        for (long down = 0; down * down < squared; down++)
        {
            int above = (int)Math.Max(y - down, -1);
            int below = (int)Math.Min(y + down, _height);
            if (above < 0 && below == _height)
            {
                break;
            }

            // The rows so far above and below count alike, so both are looked at as one.
            ulong clear = 0;
            if (hasWindow)
            {
                clear = above >= 0 ? ~WindowAt(words, above * _wordsPerRow + word, bit) : 0;
                clear |= below < _height ? ~WindowAt(words, below * _wordsPerRow + word, bit) : 0;
            }

            long across = Math.Min(
                BitOperations.TrailingZeroCount(clear >> WindowReach), BitOperations.LeadingZeroCount(clear << (63 - WindowReach)));
            if (across == 64 && (!hasWindow || down * down + WindowReach * WindowReach < squared))
            {
                across = above >= 0 ? AcrossFarTo(words.Slice(above * _wordsPerRow, _wordsPerRow), x) : NoPixel;
                across = below < _height ? Math.Min(across, AcrossFarTo(words.Slice(below * _wordsPerRow, _wordsPerRow), x)) : across;
            }

            squared = across == NoPixel ? squared : Math.Min(squared, down * down + across * across);
        }

        return squared;
    }

    private static ulong WindowAt(ReadOnlySpan<ulong> words, int at, int bit)
        => bit == 0 ? words[at] : words[at] >> bit | words[at + 1] << (64 - bit);

    /// <summary>How many columns the nearest clear pixel of a row lies from a column, word by word.</summary>
    private long AcrossFarTo(ReadOnlySpan<ulong> row, int x)
    {
        long nearest = NoPixel;
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
