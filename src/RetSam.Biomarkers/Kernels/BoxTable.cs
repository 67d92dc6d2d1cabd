using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// How many pixels the boxes of several grids of one box size hold, those of all grids side by side: a pixel lies in one and the same place of all
/// of them or in one next to it, so that it is added to all grids at once. Which boxes may hold pixels is kept apart, bit by bit, as
/// most are empty. Pooled, not thread-safe.
/// </summary>
internal sealed class BoxTable : IDisposable
{
    /// <summary>The most rows and columns: 128, and a cut one at the near side.</summary>
    public const int MostLines = 129;

    private const int Columns = MostLines + 1;
    private const int Words = (Columns + 63) / 64;
    private const int MostPooled = 16;

    /// <summary>Tables that are clear: they are given back as they were taken.</summary>
    private static readonly ArrayPool<Vector256<int>> ClearMasses = ArrayPool<Vector256<int>>.Create((MostLines + 1) * Columns, MostPooled);

    /// <summary>The same for the bits.</summary>
    private static readonly ArrayPool<ulong> ClearBits = ArrayPool<ulong>.Create((MostLines + 1) * Words, MostPooled);

    private readonly Vector256<int>[] _masses = ClearMasses.Rent((MostLines + 1) * Columns);

    /// <summary>A bit for each box to whose mass, or to whose next boxes' to the right and below, something was added. The first row is empty.</summary>
    private readonly ulong[] _touched = ClearBits.Rent((MostLines + 1) * Words);

    private int _rows;

    /// <summary>The last row that may hold pixels.</summary>
    public int LastRow => _rows - 1;

    /// <summary>Lets masses be added up to a row, and to the one below it.</summary>
    public Adder Open(int lastRow)
    {
        _rows = Math.Max(_rows, lastRow + 2);
        return new(this);
    }

    /// <summary>The boxes that may hold pixels, row by row.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        foreach (Box box in this)
        {
            box.Take();
        }

        Forget();
    }

    /// <summary>Forgets which boxes held pixels, once all of them are taken out.</summary>
    public void Forget()
    {
        _touched.AsSpan(0, (_rows + 1) * Words).Clear();
        _rows = 0;
    }

    public void Dispose()
    {
        Clear();
        ClearMasses.Return(_masses);
        ClearBits.Return(_touched);
    }

    /// <summary>Adds to a table. A copy holds what it needs, so that it need not be looked up for each pixel.</summary>
    public readonly ref struct Adder(BoxTable table)
    {
        private readonly ref Vector256<int> _masses = ref MemoryMarshal.GetArrayDataReference(table._masses);
        private readonly ref ulong _touched = ref MemoryMarshal.GetArrayDataReference(table._touched);

        /// <summary>Adds masses to a box, to the next ones to the right and below and to the one diagonally below, in each grid to one of the four.</summary>
        /// <param name="row">The box's row.</param>
        /// <param name="column">The box's column.</param>
        /// <param name="shares">Four vectors that say which grids take the box itself, the next one, the one below and the one diagonally below.</param>
        /// <param name="masses">What to add, for each grid.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int row, int column, ref Vector256<int> shares, Vector256<int> masses)
        {
            ref Vector256<int> box = ref Unsafe.Add(ref _masses, row * Columns + column);
            box += masses & shares;
            Unsafe.Add(ref box, 1) += masses & Unsafe.Add(ref shares, 1);
            Unsafe.Add(ref box, Columns) += masses & Unsafe.Add(ref shares, 2);
            Unsafe.Add(ref box, Columns + 1) += masses & Unsafe.Add(ref shares, 3);
            Unsafe.Add(ref _touched, (row + 1) * Words + (column >> 6)) |= 1UL << column;
        }
    }

    /// <summary>A box.</summary>
    public readonly ref struct Box(int row, int column, ref Vector256<int> masses)
    {
        private readonly ref Vector256<int> _masses = ref masses;

        public int Row => row;

        public int Column => column;

        /// <summary>How many pixels it holds in each grid.</summary>
        public Vector256<int> Masses => _masses;

        /// <summary>The same, after which it holds none.</summary>
        public Vector256<int> Take()
        {
            Vector256<int> masses = _masses;
            _masses = default;
            return masses;
        }
    }

    /// <summary>Goes through the boxes.</summary>
    public ref struct Enumerator(BoxTable table)
    {
        private ulong _word;
        private int _column;
        private int _place;
        private int _row = -1;
        private int _nextWord = Words;

        public readonly Box Current => new(_row, _column, ref table._masses[_place]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_word == 0 && !FindWord())
            {
                return false;
            }

            _column = ((_nextWord - 1) << 6) + BitOperations.TrailingZeroCount(_word);
            _place = _row * Columns + _column;
            _word &= _word - 1;
            return true;
        }

        private bool FindWord()
        {
            do
            {
                if (_nextWord == Words)
                {
                    _nextWord = 0;
                    if (++_row >= table._rows)
                    {
                        return false;
                    }
                }

                // What was touched in this row or the one above reaches into this row and, to the right, into the next column.
                int at = (_row + 1) * Words + _nextWord;
                ulong word = table._touched[at] | table._touched[at - Words];
                ulong before = _nextWord == 0 ? 0 : table._touched[at - 1] | table._touched[at - 1 - Words];
                _word = word | word << 1 | before >> 63;
                _nextWord++;
            }
            while (_word == 0);

            return true;
        }
    }
}
