using System.Buffers;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The boxes that hold pixels, and how many, in grids of one box size at <see cref="BoxCounting.Offsets"/> offsets, which <see cref="BoxStep"/>
/// tells. The grids of a box size f times as large follow from them without looking at the pixels again, as each of their lines is one
/// of the finer grids' lines. Pooled.
/// </summary>
internal sealed class BoxGrids : IDisposable
{
    private readonly SetPixels _pixels;
    private readonly (long Across, long Down) _balance;
    private readonly int[] _columns;
    private readonly int[] _rows;
    private BoxTable _next = new();

    public BoxGrids(SetPixels pixels)
    {
        _pixels = pixels;
        _balance = ((pixels.Width | pixels.Height) & 1) == 0 ? default : pixels.FindBalance(); // Of an even side no pixel lies in the middle.
        _columns = ArrayPool<int>.Shared.Rent(pixels.Width);
        _rows = ArrayPool<int>.Shared.Rent(pixels.Height);
    }

    /// <summary>What the boxes hold, in each grid.</summary>
    public BoxTable Boxes { get; private set; } = new();

    /// <summary>Counts the pixels in boxes of which so many, 128 at most, span the extent.</summary>
    public void Count(int divisions)
    {
        Span<int> columns = _columns.AsSpan(0, _pixels.Width);
        Span<int> rows = _rows.AsSpan(0, _pixels.Height);
        FindQuarters(columns, divisions, _balance.Across > 0);
        FindQuarters(rows, divisions, _balance.Down > 0);
        Boxes.Clear();
        BoxStep.Adder adder = BoxStep.FromQuarters.Open(Boxes, rows[^1]);
        foreach ((int x, int y) in _pixels.Items)
        {
            adder.Add(rows[y], columns[x], Vector256<int>.One);
        }
    }

    /// <summary>Goes on to boxes of a side so many times as large.</summary>
    public void Coarsen(int factor)
    {
        BoxStep.Adder adder = BoxStep.By(factor).Open(_next, Boxes.LastRow);
        foreach (BoxTable.Box box in Boxes)
        {
            adder.Add(box.Row, box.Column, box.Take());
        }

        Boxes.Forget();
        (Boxes, _next) = (_next, Boxes);
    }

    /// <summary>The least entropies, each at its own offset.</summary>
    public BoxEntropies FindLeastEntropies() => BoxEntropies.LeastOf(Boxes, _pixels.Items.Length);

    public void Dispose()
    {
        Boxes.Dispose();
        _next.Dispose();
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<int>.Shared.Return(_rows);
    }

    /// <summary>
    /// Writes for every place of an axis the number of the quarter of a box it lies in. A pixel whose centre lies on a line belongs to the box
    /// further out, and one on a line through the middle to the heavier side, so that mirror images are divided alike.
    /// </summary>
    private void FindQuarters(Span<int> places, int divisions, bool isHeavierBeyond)
    {
        // Pixels' centres and lines lie on whole numbers of such parts of a pixel. How far the line behind a quarter is beyond the first pixel's
        // near side grows by the same whole number of parts with each quarter, so that nothing is rounded and nothing divided again.
        int parts = BoxStep.Quarters * divisions;
        (int wholeStep, int partStep) = int.DivRem(_pixels.Extent, parts);
        long first = (long)_pixels.Extent * (1 - parts / 2) + (parts / 2 * (places.Length + 1L));
        int part = (int)(((first % parts) + parts) % parts);
        int whole = (int)((first - part) / parts);
        int start = 0;
        for (int quarter = 0; start < places.Length; quarter++)
        {
            // A pixel whose centre the line goes through stays inside unless the line takes it.
            int fromMiddle = quarter + 1 - parts / 2;
            bool takesItsPixels = fromMiddle > 0 || (fromMiddle == 0 && isHeavierBeyond);
            int end = Math.Min(whole - (takesItsPixels && part == 0 ? 1 : 0), places.Length);
            for (; start < end; start++)
            {
                places[start] = quarter;
            }

            whole += wholeStep;
            part += partStep;
            if (part >= parts)
            {
                part -= parts;
                whole++;
            }
        }
    }
}
