using System.Buffers;

namespace RetSam;

/// <summary>
/// The connected components of a mask, found by joining the runs of neighbouring rows. Components are named by their first run in
/// reading order, so everything decided from them is deterministic. Scratch comes from pools; dispose to give it back.
/// </summary>
internal sealed class MaskComponents : IDisposable
{
    private MaskRun[] _runs;
    private int[] _roots;
    private int[] _areas;

    private MaskComponents()
    {
        _runs = ArrayPool<MaskRun>.Shared.Rent(256);
        _roots = [];
        _areas = [];
    }

    /// <summary>The number of runs.</summary>
    public int Count { get; private set; }

    /// <summary>The runs, in reading order.</summary>
    public ReadOnlySpan<MaskRun> Runs => _runs.AsSpan(0, Count);

    /// <summary>For every run, the index of the first run of its component.</summary>
    public ReadOnlySpan<int> Roots => _roots.AsSpan(0, Count);

    /// <summary>For every run that names a component, that component's area in pixels; 0 for all other runs.</summary>
    public ReadOnlySpan<int> Areas => _areas.AsSpan(0, Count);

    /// <summary>Labels a mask.</summary>
    /// <param name="mask">The mask; not changed.</param>
    /// <param name="diagonal">Whether pixels that touch by a corner belong together (8-connected) or not (4-connected).</param>
    public static MaskComponents Find(BinaryMask mask, bool diagonal)
    {
        var result = new MaskComponents();
        try
        {
            result.Collect(mask);
            result.Join(diagonal ? 1 : 0);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<MaskRun>.Shared.Return(_runs);
        _runs = [];
        Count = 0;
        if (_roots.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_roots);
            ArrayPool<int>.Shared.Return(_areas);
            _roots = _areas = [];
        }
    }

    private void Collect(BinaryMask mask)
    {
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            if (Count == _runs.Length)
            {
                MaskRun[] larger = ArrayPool<MaskRun>.Shared.Rent(_runs.Length * 2);
                _runs.CopyTo(larger, 0);
                ArrayPool<MaskRun>.Shared.Return(_runs);
                _runs = larger;
            }

            _runs[Count++] = run;
        }
    }

    /// <summary>Joins every run with those it touches in the row above; <paramref name="reach"/> is how far past its ends it touches.</summary>
    private void Join(int reach)
    {
        _roots = ArrayPool<int>.Shared.Rent(Math.Max(1, Count));
        _areas = ArrayPool<int>.Shared.Rent(Math.Max(1, Count));
        _areas.AsSpan(0, Count).Clear();
        int above = 0;
        for (int i = 0; i < Count; i++)
        {
            _roots[i] = i;
            MaskRun run = _runs[i];
            while (_runs[above].Y < run.Y - 1 || (_runs[above].Y == run.Y - 1 && _runs[above].End + reach <= run.Start))
            {
                above++;
            }

            for (int j = above; j < i && _runs[j].Y == run.Y - 1 && _runs[j].Start < run.End + reach; j++)
            {
                Unite(j, i);
            }
        }

        for (int i = 0; i < Count; i++)
        {
            _roots[i] = FindRoot(i);
            _areas[_roots[i]] += _runs[i].Length;
        }
    }

    private void Unite(int a, int b)
    {
        int rootA = FindRoot(a);
        int rootB = FindRoot(b);
        // The smaller index wins, so that a component is named by its first run whatever the order of joining.
        _roots[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private int FindRoot(int i)
    {
        while (_roots[i] != i)
        {
            _roots[i] = _roots[_roots[i]];
            i = _roots[i];
        }

        return i;
    }
}
