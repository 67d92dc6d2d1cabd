using System.Buffers;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// Fractal dimensions of a mask by box counting. Thread-safe: calls share nothing.
/// </summary>
/// <remarks>
/// <para>
/// The object's extent E, the longer side of the box around its set pixels, is divided by n = 4, 8, ..., 128, by 6, 12, ..., 96 and by
/// 9, 27, 81: three geometric series, so that no shape that repeats itself in steps of 2 or of 3 is met at its best or worst sizes
/// only. Boxes have the side E / n, which need not be whole. Sizes under 4 px or over a quarter of the field of view's diameter are
/// left out. As the sizes follow the object and not the pixel, an eye photographed at another resolution
/// is measured over the same range of its structures, and as a whole number of boxes spans the object, no box is half used at its
/// far side, which is what bends the log-log line of a bounded object.
/// </para>
/// <para>
/// Every size is laid over the object at 8 offsets, the first at its top left corner, the others spread evenly over a box. For each
/// order q the offset with the least Renyi entropy counts, which for q = 0 is the least number of boxes. Box masses come from a
/// summed-area table, so the time does not depend on what is drawn.
/// </para>
/// <para>
/// Renyi dimensions cannot rise with their order. Where three fitted slopes do, which only noise can make them, the nearest sequence
/// that does not rise is reported (least squares, that is, isotonic regression); raw slope, R2 and standard error stay those of each line.
/// </para>
/// </remarks>
public static class BoxCounting
{
    /// <summary>The number of grid offsets at each box size.</summary>
    public const int Offsets = 8;

    /// <summary>The smallest box side in px.</summary>
    public const double SmallestBox = 4;

    /// <summary>The fewest box sizes a line is fitted through.</summary>
    public const int FewestSizes = 6;

    private static ReadOnlySpan<int> Divisions => [4, 6, 8, 9, 12, 16, 24, 27, 32, 48, 64, 81, 96, 128];

    /// <summary>The dimensions d0, d1 and d2 of a mask.</summary>
    /// <param name="mask">The mask; for vessels its skeleton.</param>
    /// <param name="fieldOfViewDiameter">The diameter of the field of view in px.</param>
    /// <returns>The three fits; <see langword="null"/> when the object is so small (an extent under 64 px) or the field of view so
    /// narrow that fewer than <see cref="FewestSizes"/> box sizes are left.</returns>
    public static FractalDimensions? Measure(BinaryMask mask, double fieldOfViewDiameter)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return FractalSummary.Of(mask, fieldOfViewDiameter).Dimensions;
    }

    /// <summary>The dimensions of the mask behind a table of sums over the box around its pixels.</summary>
    internal static FractalDimensions? Measure(SummedArea sums, double fieldOfViewDiameter)
    {
        Span<double> boxes = stackalloc double[Divisions.Length];
        boxes = boxes[..SelectSizes(Math.Max(sums.Width, sums.Height), fieldOfViewDiameter, boxes)];
        if (boxes.Length < FewestSizes)
        {
            return null;
        }

        Span<double> capacity = stackalloc double[boxes.Length];
        Span<double> information = stackalloc double[boxes.Length];
        Span<double> correlation = stackalloc double[boxes.Length];
        for (int i = 0; i < boxes.Length; i++)
        {
            (capacity[i], information[i], correlation[i]) = LeastEntropies(sums, boxes[i]);
        }

        return FractalDimensions.InOrder(FractalFit.Of(boxes, capacity), FractalFit.Of(boxes, information), FractalFit.Of(boxes, correlation));
    }

    /// <summary>Box sides from the largest to the smallest.</summary>
    private static int SelectSizes(int extent, double fieldOfViewDiameter, Span<double> boxes)
    {
        int count = 0;
        foreach (int division in Divisions)
        {
            double side = (double)extent / division;
            if (side >= SmallestBox && side <= fieldOfViewDiameter / 4)
            {
                boxes[count++] = side;
            }
        }

        return count;
    }

    private static (double Capacity, double Information, double Correlation) LeastEntropies(SummedArea sums, double side)
    {
        double capacity = double.MaxValue;
        double information = double.MaxValue;
        double correlation = double.MaxValue;
        int[] columns = ArrayPool<int>.Shared.Rent((int)(sums.Width / side) + 4);
        int[] rows = ArrayPool<int>.Shared.Rent((int)(sums.Height / side) + 4);
        for (int offset = 0; offset < Offsets; offset++)
        {
            // (k / 8, 3k / 8 mod 1): a lattice that covers the unit square evenly.
            Span<int> x = columns.AsSpan(0, PlaceLines(sums.Width, side, offset, columns));
            Span<int> y = rows.AsSpan(0, PlaceLines(sums.Height, side, 3 * offset % Offsets, rows));
            BoxEntropies entropies = CountBoxes(sums, x, y);
            capacity = Math.Min(capacity, entropies.Capacity);
            information = Math.Min(information, entropies.Information);
            correlation = Math.Min(correlation, entropies.Correlation);
        }

        ArrayPool<int>.Shared.Return(columns);
        ArrayPool<int>.Shared.Return(rows);
        return (capacity, information, correlation);
    }

    /// <summary>The grid lines along one axis, from 0 to the length, moved back by eighths of a box; returns their number.</summary>
    private static int PlaceLines(int length, double side, int shift, Span<int> lines)
    {
        int count = 0;
        lines[count++] = 0;
        for (int i = 1; ; i++)
        {
            int line = (int)Math.Round((i - shift / (double)Offsets) * side);
            if (line >= length)
            {
                break;
            }

            if (line > lines[count - 1])
            {
                lines[count++] = line;
            }
        }

        lines[count++] = length;
        return count;
    }

    private static BoxEntropies CountBoxes(SummedArea sums, ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        long boxes = 0;
        long squares = 0;
        double massLogMass = 0;
        long total = 0;
        for (int j = 1; j < y.Length; j++)
        {
            ReadOnlySpan<int> top = sums.GetRow(y[j - 1]);
            ReadOnlySpan<int> bottom = sums.GetRow(y[j]);
            int before = 0;
            for (int i = 1; i < x.Length; i++)
            {
                int here = bottom[x[i]] - top[x[i]];
                int mass = here - before;
                before = here;
                if (mass == 0)
                {
                    continue;
                }

                boxes++;
                total += mass;
                squares += (long)mass * mass;
                massLogMass += mass * LogTable.Log(mass);
            }
        }

        double logTotal = Math.Log(total);
        return new BoxEntropies(Math.Log(boxes), logTotal - massLogMass / total, 2 * logTotal - Math.Log(squares));
    }

    /// <summary>The Renyi entropies of order 0, 1 and 2 of the pixels' distribution over the boxes of one grid.</summary>
    private readonly record struct BoxEntropies(double Capacity, double Information, double Correlation);
}
