using System.Numerics;

namespace RetSam;

/// <content>Iteration over horizontal runs.</content>
public sealed partial class BinaryMask
{
    /// <summary>The runs of set pixels, row by row from the top, left to right; touching runs of one row are one. Allocates nothing.</summary>
    public RunEnumerable EnumerateRuns() => new(this);

    /// <summary>What <see cref="EnumerateRuns"/> returns, for <see langword="foreach"/>.</summary>
    public readonly ref struct RunEnumerable
    {
        private readonly BinaryMask _mask;

        internal RunEnumerable(BinaryMask mask) => _mask = mask;

        /// <summary>Starts the iteration.</summary>
        public RunEnumerator GetEnumerator() => new(_mask);
    }

    /// <summary>Walks the runs of a mask.</summary>
    public ref struct RunEnumerator
    {
        private readonly ReadOnlySpan<ulong> _words;
        private readonly int _width;
        private readonly int _height;
        private readonly int _wordsPerRow;
        private int _y;
        private int _x;

        internal RunEnumerator(BinaryMask mask)
        {
            _words = mask.Words;
            _width = mask.Width;
            _height = mask.Height;
            _wordsPerRow = mask.WordsPerRow;
        }

        /// <summary>The current run.</summary>
        public MaskRun Current { get; private set; }

        /// <summary>Goes to the next run.</summary>
        public bool MoveNext()
        {
            for (; _y < _height; _y++, _x = 0)
            {
                ReadOnlySpan<ulong> row = _words.Slice(_y * _wordsPerRow, _wordsPerRow);
                int start = NextColumn(row, _x, set: true);
                if (start >= _width)
                {
                    continue;
                }

                int end = Math.Min(NextColumn(row, start, set: false), _width);
                Current = new MaskRun(_y, start, end);
                _x = end;
                return true;
            }

            return false;
        }

        /// <summary>The first column from x on whose bit is as asked; the padded width when there is none.</summary>
        private static int NextColumn(ReadOnlySpan<ulong> row, int x, bool set)
        {
            int w = x >> 6;
            if (w >= row.Length)
            {
                return row.Length << 6;
            }

            ulong flip = set ? 0 : ulong.MaxValue;
            ulong word = (row[w] ^ flip) & (ulong.MaxValue << (x & 63));
            while (word == 0)
            {
                if (++w == row.Length)
                {
                    return row.Length << 6;
                }

                word = row[w] ^ flip;
            }

            return (w << 6) + BitOperations.TrailingZeroCount(word);
        }
    }
}
