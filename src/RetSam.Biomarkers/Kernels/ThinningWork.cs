using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The working copy of a mask while it is thinned: rows with one clear word before and after, one clear row above and below, cut
/// into blocks of <typeparamref name="TWords"/> words, each of which remembers until which pass it has to be looked at.
/// </summary>
internal ref struct ThinningWork<TWords>
    where TWords : struct, IWordLanes<TWords>
{
    /// <summary>After this many passes without a change nearby, one from each side, a block cannot change any more.</summary>
    private const int Sides = 4;

    private readonly int _wordsPerRow;
    private readonly int _height;
    private readonly int _blocks;
    private readonly int _stride;
    private readonly int _activeStride;
    private readonly ulong[] _grid;
    private readonly ulong[] _removals;
    private readonly int[] _active;
    private readonly int[] _activeRows;
    private int _pass;

    public ThinningWork(BinaryMask mask)
    {
        _wordsPerRow = mask.WordsPerRow;
        _height = mask.Height;
        _blocks = (_wordsPerRow + TWords.Count - 1) / TWords.Count;
        _stride = _blocks * TWords.Count + 2;
        _activeStride = _blocks + 2;
        long words = (_height + 2L) * _stride;
        if (words > Array.MaxLength)
        {
            throw new ArgumentException($"A mask of {mask.Width}x{mask.Height} pixels is too large to be thinned.", nameof(mask));
        }

        _grid = ArrayPool<ulong>.Shared.Rent((int)words);
        _removals = ArrayPool<ulong>.Shared.Rent(2 * _stride);
        _active = ArrayPool<int>.Shared.Rent((_height + 2) * _activeStride);
        _activeRows = ArrayPool<int>.Shared.Rent(_height + 2);
        _grid.AsSpan(0, (int)words).Clear();
        _removals.AsSpan(0, 2 * _stride).Clear();
        _active.AsSpan(0, (_height + 2) * _activeStride).Clear();
        _activeRows.AsSpan(0, _height + 2).Clear();
        Load(mask);
    }

    /// <summary>Runs passes until four in a row, one from each side, remove nothing.</summary>
    public void Run()
    {
        int idle = 0;
        while (idle < Sides)
        {
            bool changed = (_pass++ & 3) switch
            {
                0 => RunPass<FromNorth>(),
                1 => RunPass<FromSouth>(),
                2 => RunPass<FromEast>(),
                _ => RunPass<FromWest>(),
            };
            idle = changed ? 0 : idle + 1;
        }
    }

    /// <summary>Writes the result.</summary>
    public readonly void CopyTo(BinaryMask mask)
    {
        Span<ulong> words = mask.Words;
        for (int y = 0; y < _height; y++)
        {
            _grid.AsSpan((y + 1) * _stride + 1, _wordsPerRow).CopyTo(words.Slice(y * _wordsPerRow, _wordsPerRow));
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_grid);
        ArrayPool<ulong>.Shared.Return(_removals);
        ArrayPool<int>.Shared.Return(_active);
        ArrayPool<int>.Shared.Return(_activeRows);
    }

    private readonly void Load(BinaryMask mask)
    {
        ReadOnlySpan<ulong> words = mask.Words;
        for (int y = 0; y < _height; y++)
        {
            Span<ulong> row = _grid.AsSpan((y + 1) * _stride + 1, _blocks * TWords.Count);
            words.Slice(y * _wordsPerRow, _wordsPerRow).CopyTo(row);
            for (int block = 0; block < _blocks; block++)
            {
                if (row.Slice(block * TWords.Count, TWords.Count).ContainsAnyExcept(0UL))
                {
                    _active[(y + 1) * _activeStride + block + 1] = Sides;
                    _activeRows[y + 1] = Sides;
                }
            }
        }
    }

    /// <summary>
    /// One pass from one side. What a row loses is taken off only after the next row was looked at, so that every pixel is judged
    /// by the mask as it was before the pass.
    /// </summary>
    private readonly bool RunPass<TSide>()
        where TSide : struct, ISide
    {
        bool changed = false;
        bool pending = false;
        for (int y = 1; y <= _height; y++)
        {
            bool found = _activeRows[y] >= _pass && FindRemovals<TSide>(y);
            if (pending)
            {
                ApplyRemovals(y - 1);
            }

            pending = found;
            changed |= found;
        }

        if (pending)
        {
            ApplyRemovals(_height);
        }

        return changed;
    }

    private readonly bool FindRemovals<TSide>(int y)
        where TSide : struct, ISide
    {
        ref ulong grid = ref MemoryMarshal.GetArrayDataReference(_grid);
        ref ulong removals = ref MemoryMarshal.GetArrayDataReference(_removals);
        ReadOnlySpan<int> active = _active.AsSpan(y * _activeStride + 1, _blocks);
        nint row = (nint)y * _stride + 1;
        nint removalRow = (y & 1) * _stride;
        bool found = false;
        for (int block = 0; block < active.Length; block++)
        {
            if (active[block] < _pass)
            {
                continue;
            }

            nint offset = block * TWords.Count;
            TWords removable = FindRemovable<TSide>(ref grid, row + offset, _stride);
            if (!removable.IsZero)
            {
                removable.Store(ref removals, removalRow + offset);
                KeepActive(y, block);
                found = true;
            }
        }

        return found;
    }

    private readonly void ApplyRemovals(int y)
    {
        ref ulong grid = ref MemoryMarshal.GetArrayDataReference(_grid);
        ref ulong removals = ref MemoryMarshal.GetArrayDataReference(_removals);
        nint row = (nint)y * _stride + 1;
        nint removalRow = (y & 1) * _stride;
        for (nint offset = 0; offset < _blocks * TWords.Count; offset += TWords.Count)
        {
            TWords removed = TWords.Load(ref removals, removalRow + offset);
            (TWords.Load(ref grid, row + offset) & ~removed).Store(ref grid, row + offset);
            default(TWords).Store(ref removals, removalRow + offset);
        }
    }

    /// <summary>A change in a block can make pixels of its eight neighbour blocks removable, from any side.</summary>
    private readonly void KeepActive(int y, int block)
    {
        for (int near = y - 1; near <= y + 1; near++)
        {
            _activeRows[near] = _pass + Sides;
            _active.AsSpan(near * _activeStride + block, 3).Fill(_pass + Sides);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords FindRemovable<TSide>(ref ulong grid, nint index, nint stride)
        where TSide : struct, ISide
    {
        TWords centre = TWords.Load(ref grid, index);
        return centre.IsZero
            ? default
            : centre & TSide.Removable(
                TWords.Load(ref grid, index - stride),
                East(ref grid, index - stride),
                East(ref grid, index),
                East(ref grid, index + stride),
                TWords.Load(ref grid, index + stride),
                West(ref grid, index + stride),
                West(ref grid, index),
                West(ref grid, index - stride));
    }

    /// <summary>The right neighbour of each pixel, in that pixel's place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords East(ref ulong grid, nint index)
        => TWords.Load(ref grid, index).DownOne() | TWords.Load(ref grid, index + 1).LowestToHighest();

    /// <summary>The left neighbour of each pixel, in that pixel's place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords West(ref ulong grid, nint index)
        => TWords.Load(ref grid, index).UpOne() | TWords.Load(ref grid, index - 1).HighestToLowest();

    /// <summary>The side that a pass comes from: it turns the neighbourhood until that side is north.</summary>
    private interface ISide
    {
        static abstract TWords Removable(TWords n, TWords ne, TWords e, TWords se, TWords s, TWords sw, TWords w, TWords nw);
    }

    private readonly struct FromNorth : ISide
    {
        /// <summary>
        /// Pixels whose north is clear, whose crossing number is 1 and that have two neighbours or more. The crossing number counts
        /// the clear 4-neighbours that are followed, going round, by a set pixel; the one in the north is known to be clear. When it
        /// is 1 the neighbours are one connected arc, so that two of them are there exactly when two adjacent ones are.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TWords Removable(TWords n, TWords ne, TWords e, TWords se, TWords s, TWords sw, TWords w, TWords nw)
        {
            TWords crossingEast = ne & ~e;
            TWords crossingNorth = nw | w;
            TWords crossingWest = (sw | s) & ~w;
            TWords crossingSouth = (se | e) & ~s;
            TWords several = (crossingEast & crossingNorth) | (crossingWest & crossingSouth);
            TWords one = (crossingEast ^ crossingNorth ^ crossingWest ^ crossingSouth) & ~several;
            TWords twoNeighbours = (e & (ne | se | s)) | (w & (nw | sw | s)) | (s & (se | sw));
            return one & twoNeighbours & ~n;
        }
    }

    private readonly struct FromSouth : ISide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TWords Removable(TWords n, TWords ne, TWords e, TWords se, TWords s, TWords sw, TWords w, TWords nw)
            => FromNorth.Removable(s, sw, w, nw, n, ne, e, se);
    }

    private readonly struct FromEast : ISide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TWords Removable(TWords n, TWords ne, TWords e, TWords se, TWords s, TWords sw, TWords w, TWords nw)
            => FromNorth.Removable(e, se, s, sw, w, nw, n, ne);
    }

    private readonly struct FromWest : ISide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TWords Removable(TWords n, TWords ne, TWords e, TWords se, TWords s, TWords sw, TWords w, TWords nw)
            => FromNorth.Removable(w, nw, n, ne, e, se, s, sw);
    }
}
