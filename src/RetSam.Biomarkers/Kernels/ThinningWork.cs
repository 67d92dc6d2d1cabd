using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The working copy of a mask while it is thinned, cut into blocks of <typeparamref name="TWords"/> words of one row, and the list of
/// the blocks that can still change. A clear block stands before and after every row, a clear row above and below.
/// </summary>
/// <remarks>
/// A block can change only while its pixels or their neighbours changed in one of the last four passes, one from each side. Only such
/// blocks are on the list, so that a pass costs what the objects' borders are long, not what the mask is large: a full mask of n x n
/// pixels takes time in n^2.
/// </remarks>
internal ref struct ThinningWork<TWords>
    where TWords : struct, IWordLanes<TWords>
{
    /// <summary>After this many passes without a change nearby, one from each side, a block cannot change any more.</summary>
    private const int Sides = 4;

    /// <summary>The due pass of blocks that are clear, which never change.</summary>
    private const int Never = int.MaxValue;

    private readonly int _wordsPerRow;
    private readonly int _height;
    private readonly int _blocks;
    private readonly int _blockStride;
    private readonly ulong[] _grid;
    private readonly ulong[] _removed;
    private readonly int[] _removedFrom;
    private readonly int[] _active;
    private readonly int[] _due;
    private int _activeCount;
    private int _pass;

    public ThinningWork(BinaryMask mask)
    {
        _wordsPerRow = mask.WordsPerRow;
        _height = mask.Height;
        _blocks = (_wordsPerRow + TWords.Count - 1) / TWords.Count;

        // The clear block after a row is the one before the next.
        _blockStride = _blocks + 1;
        long blocks = (_height + 2L) * _blockStride + 1;
        if (blocks * TWords.Count > Array.MaxLength)
        {
            throw new ArgumentException($"A mask of {mask.Width}x{mask.Height} pixels is too large to be thinned.", nameof(mask));
        }

        _grid = ArrayPool<ulong>.Shared.Rent((int)blocks * TWords.Count);
        _removed = ArrayPool<ulong>.Shared.Rent(_height * _blocks * TWords.Count);
        _removedFrom = ArrayPool<int>.Shared.Rent(_height * _blocks);
        _active = ArrayPool<int>.Shared.Rent(_height * _blocks);
        _due = ArrayPool<int>.Shared.Rent((int)blocks);
        _grid.AsSpan(0, (int)blocks * TWords.Count).Clear();
        _due.AsSpan(0, (int)blocks).Fill(Never);
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
            _grid.AsSpan(FirstBlock(y) * TWords.Count, _wordsPerRow).CopyTo(words.Slice(y * _wordsPerRow, _wordsPerRow));
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_grid);
        ArrayPool<ulong>.Shared.Return(_removed);
        ArrayPool<int>.Shared.Return(_removedFrom);
        ArrayPool<int>.Shared.Return(_active);
        ArrayPool<int>.Shared.Return(_due);
    }

    private readonly int FirstBlock(int y) => (y + 1) * _blockStride + 1;

    private void Load(BinaryMask mask)
    {
        ReadOnlySpan<ulong> words = mask.Words;
        for (int y = 0; y < _height; y++)
        {
            words.Slice(y * _wordsPerRow, _wordsPerRow).CopyTo(_grid.AsSpan(FirstBlock(y) * TWords.Count));
            for (int block = FirstBlock(y); block < FirstBlock(y) + _blocks; block++)
            {
                if (_grid.AsSpan(block * TWords.Count, TWords.Count).ContainsAnyExcept(0UL))
                {
                    _due[block] = Sides;
                    _active[_activeCount++] = block;
                }
            }
        }
    }

    /// <summary>
    /// One pass from one side. What it removes is taken off only when all blocks were looked at, so that every pixel is judged by the
    /// mask as it was before the pass, in whatever order.
    /// </summary>
    private bool RunPass<TSide>()
        where TSide : struct, ISide
    {
        int removals = FindRemovals<TSide>();
        ApplyRemovals(removals);
        return removals > 0;
    }

    /// <summary>Looks at the blocks of the list, drops those whose time is over, and writes down what is to be removed.</summary>
    private int FindRemovals<TSide>()
        where TSide : struct, ISide
    {
        ref ulong grid = ref MemoryMarshal.GetArrayDataReference(_grid);
        ref ulong removed = ref MemoryMarshal.GetArrayDataReference(_removed);
        nint stride = (nint)_blockStride * TWords.Count;
        int kept = 0;
        int removals = 0;
        foreach (int block in _active.AsSpan(0, _activeCount))
        {
            if (_due[block] < _pass)
            {
                continue;
            }

            nint index = (nint)block * TWords.Count;
            if (TWords.Load(ref grid, index).IsZero)
            {
                _due[block] = Never;
                continue;
            }

            _active[kept++] = block;
            TWords removable = FindRemovable<TSide>(ref grid, index, stride);
            if (!removable.IsZero)
            {
                removable.Store(ref removed, (nint)removals * TWords.Count);
                _removedFrom[removals++] = block;
            }
        }

        _activeCount = kept;
        return removals;
    }

    private void ApplyRemovals(int count)
    {
        ref ulong grid = ref MemoryMarshal.GetArrayDataReference(_grid);
        ref ulong removed = ref MemoryMarshal.GetArrayDataReference(_removed);
        for (int i = 0; i < count; i++)
        {
            int block = _removedFrom[i];
            nint index = (nint)block * TWords.Count;
            nint removal = (nint)i * TWords.Count;
            (TWords.Load(ref grid, index) & ~TWords.Load(ref removed, removal)).Store(ref grid, index);

            // Pixels next door have lost a neighbour only where the block lost its first or last pixel.
            int first = (int)(Unsafe.Add(ref removed, removal) & 1);
            int last = (int)(Unsafe.Add(ref removed, removal + TWords.Count - 1) >> 63);
            for (int near = block - first; near <= block + last; near++)
            {
                KeepActive(near - _blockStride);
                KeepActive(near);
                KeepActive(near + _blockStride);
            }
        }
    }

    /// <summary>A change near a block can make its pixels removable, from any side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void KeepActive(int block)
    {
        int due = _due[block];
        if (due < _pass)
        {
            _active[_activeCount++] = block;
        }

        if (due != Never)
        {
            _due[block] = _pass + Sides;
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
