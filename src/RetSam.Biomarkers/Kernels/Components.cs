using System.Buffers;
using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The 8-connected objects of a mask with their areas, boxes and moments, found in one pass over its runs. Scratch is pooled: dispose
/// to give it back. Reading is thread-safe; the mask may change or go once this is made.
/// </summary>
public sealed class Components : IDisposable
{
    private readonly MaskComponents _runs;
    private Component[] _items;
    private int[] _labels;

    private Components(MaskComponents runs)
    {
        _runs = runs;
        _labels = ArrayPool<int>.Shared.Rent(Math.Max(1, runs.Count));
        Count = LabelRuns(runs.Roots, _labels);
        _items = ArrayPool<Component>.Shared.Rent(Math.Max(1, Count));
        Measure();
    }

    /// <summary>The number of objects.</summary>
    public int Count { get; }

    /// <summary>The objects in reading order of their first pixels; the position is the label.</summary>
    public ReadOnlySpan<Component> Items => _items.AsSpan(0, Count);

    /// <summary>Every run of the mask, in reading order.</summary>
    public ReadOnlySpan<MaskRun> Runs => _runs.Runs;

    /// <summary>The label of each of <see cref="Runs"/>.</summary>
    public ReadOnlySpan<int> RunLabels => _labels.AsSpan(0, _runs.Count);

    /// <summary>Finds and measures the objects of a mask. An empty mask has none.</summary>
    public static Components Analyse(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new Components(MaskComponents.Find(mask, diagonal: true));
    }

    /// <summary>The label of the largest object, of equals the first in reading order; -1 when there is none.</summary>
    public int FindLargest()
    {
        int largest = -1;
        for (int i = 0; i < Count; i++)
        {
            largest = largest < 0 || _items[i].Area > _items[largest].Area ? i : largest;
        }

        return largest;
    }

    /// <summary>The label of the object at a pixel; -1 where the mask is clear. Takes the logarithm of the number of runs.</summary>
    public int GetLabelAt(int x, int y)
    {
        ReadOnlySpan<MaskRun> runs = Runs;
        int low = 0;
        int high = runs.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            MaskRun run = runs[middle];
            if (run.Y < y || (run.Y == y && run.End <= x))
            {
                low = middle + 1;
            }
            else if (run.Y > y || run.Start > x)
            {
                high = middle - 1;
            }
            else
            {
                return _labels[middle];
            }
        }

        return -1;
    }

    /// <summary>Gives the scratch back. Safe to call twice.</summary>
    public void Dispose()
    {
        _runs.Dispose();
        if (_labels.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_labels);
            ArrayPool<Component>.Shared.Return(_items);
            _labels = [];
            _items = [];
        }
    }

    /// <summary>Numbers the roots in the order of their first runs; a root is its component's first run, so it is numbered before it is asked for.</summary>
    private static int LabelRuns(ReadOnlySpan<int> roots, Span<int> labels)
    {
        int count = 0;
        for (int i = 0; i < roots.Length; i++)
        {
            labels[i] = roots[i] == i ? count++ : labels[roots[i]];
        }

        return count;
    }

    private void Measure()
    {
        Accumulator[] accumulators = ArrayPool<Accumulator>.Shared.Rent(Math.Max(1, Count));
        accumulators.AsSpan(0, Count).Clear();
        ReadOnlySpan<MaskRun> runs = _runs.Runs;
        for (int i = 0; i < runs.Length; i++)
        {
            accumulators[_labels[i]].Add(runs[i]);
        }

        for (int i = 0; i < Count; i++)
        {
            _items[i] = accumulators[i].ToComponent(i);
        }

        ArrayPool<Accumulator>.Shared.Return(accumulators);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Accumulator
    {
        private MomentSums _sums;
        private int _left;
        private int _right;
        private int _top;
        private int _bottom;

        public void Add(MaskRun run)
        {
            if (_sums.Area == 0)
            {
                (_left, _right, _top) = (run.Start, run.End, run.Y);
            }

            _left = Math.Min(_left, run.Start);
            _right = Math.Max(_right, run.End);
            _bottom = run.Y + 1;
            _sums.Add(run);
        }

        public readonly Component ToComponent(int label)
            => new(label, new PixelRect(_left, _top, _right - _left, _bottom - _top), _sums.ToMoments());
    }
}
