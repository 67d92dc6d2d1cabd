using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// How unevenly a mask fills its extent: the mean over box sizes of the lacunarity by a gliding box (Allain and Cloitre 1991), that is
/// of the mean squared over the squared mean number of pixels in a box. 1 when every box holds the same.
/// </summary>
/// <remarks>
/// Box sides are 1/64, 1/32, 1/16 and 1/8 of the object's extent, the longer side of the box around its pixels, from 4 px on, so that
/// they follow the object and not the pixel. A box glides over all places inside the box around the object, in steps of 1/128 of the
/// extent. As lines fall on whole pixels, boxes of one size differ by a pixel: their masses are taken per area.
/// </remarks>
/// <param name="Mean">The mean over sizes.</param>
/// <param name="SmallestBox">The side of the smallest box, in px.</param>
/// <param name="LargestBox">The side of the largest box, in px.</param>
/// <param name="Sizes">The number of box sizes.</param>
internal sealed record Lacunarity(double Mean, double SmallestBox, double LargestBox, int Sizes)
{
    /// <summary>The fewest box sizes a mean is taken over.</summary>
    public const int FewestSizes = 2;

    private const int Steps = 128;
    private const double SmallestSide = 4;

    /// <summary>Box sides in steps.</summary>
    private static ReadOnlySpan<int> Sides => [2, 4, 8, 16];

    /// <summary>The lacunarity of pixels; <see langword="null"/> when fewer than <see cref="FewestSizes"/> box sizes fit into the box around them.</summary>
    public static Lacunarity? Measure(SetPixels pixels)
    {
        if (pixels.Items.IsEmpty)
        {
            return null;
        }

        Span<int> x = stackalloc int[Steps + 1];
        Span<int> y = stackalloc int[Steps + 1];
        x = x[..PlaceLines(pixels.Width, pixels.Extent, x)];
        y = y[..PlaceLines(pixels.Height, pixels.Extent, y)];
        double[] sums = ArrayPool<double>.Shared.Rent(x.Length * y.Length);
        SumCells(pixels, x, y, sums);
        double total = 0;
        int sizes = 0;
        double smallest = 0;
        double largest = 0;
        foreach (int steps in Sides)
        {
            double side = (double)pixels.Extent * steps / Steps;
            if (side >= SmallestSide && steps < x.Length && steps < y.Length && AtSize(sums, x, y, steps) is { } lacunarity)
            {
                total += lacunarity;
                smallest = sizes == 0 ? side : smallest;
                largest = side;
                sizes++;
            }
        }

        ArrayPool<double>.Shared.Return(sums);
        return sizes < FewestSizes ? null : new Lacunarity(total / sizes, smallest, largest, sizes);
    }

    /// <summary>The lines inside a length at whole multiples of a step, on whole pixels; returns their number.</summary>
    private static int PlaceLines(int length, int extent, Span<int> lines)
    {
        int count = 0;
        while (count <= Steps && (2L * count * extent + Steps) / (2 * Steps) is var line && line <= length)
        {
            lines[count++] = (int)line;
        }

        return count;
    }

    /// <summary>Entry (i, j) counts the pixels left of line i and above line j, in the type that boxes are computed with.</summary>
    private static void SumCells(SetPixels pixels, ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<double> sums)
    {
        int stride = x.Length;
        int[] cells = ArrayPool<int>.Shared.Rent(stride * y.Length);
        cells.AsSpan(0, stride * y.Length).Clear();
        int[] columns = ArrayPool<int>.Shared.Rent(pixels.Width);
        int[] rows = ArrayPool<int>.Shared.Rent(pixels.Height);
        Number(x, columns.AsSpan(0, pixels.Width));
        Number(y, rows.AsSpan(0, pixels.Height));
        foreach ((int px, int py) in pixels.Items)
        {
            int column = columns[px];
            int row = rows[py];
            if (column < stride && row < y.Length)
            {
                cells[row * stride + column]++;
            }
        }

        ArrayPool<int>.Shared.Return(columns);
        ArrayPool<int>.Shared.Return(rows);
        sums[..stride].Clear();
        for (int j = 1; j < y.Length; j++)
        {
            ReadOnlySpan<int> row = cells.AsSpan(j * stride, stride);
            ReadOnlySpan<double> above = sums.Slice((j - 1) * stride, stride);
            Span<double> here = sums.Slice(j * stride, stride);
            int inRow = 0;
            for (int i = 0; i < row.Length; i++)
            {
                inRow += row[i];
                here[i] = above[i] + inRow;
            }
        }

        ArrayPool<int>.Shared.Return(cells);
    }

    /// <summary>The number of lines at or before each place, which is the first entry of the sums that counts a pixel there.</summary>
    private static void Number(ReadOnlySpan<int> lines, Span<int> places)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            int end = i + 1 < lines.Length ? lines[i + 1] : places.Length;
            places[lines[i]..end].Fill(i + 1);
        }
    }

    private static double? AtSize(ReadOnlySpan<double> sums, ReadOnlySpan<int> x, ReadOnlySpan<int> y, int steps)
    {
        int columns = x.Length - steps;
        int rows = y.Length - steps;
        Span<double> perWidth = stackalloc double[Steps];
        for (int i = 0; i < columns; i++)
        {
            perWidth[i] = 1.0 / (x[i + steps] - x[i]);
        }

        double mass = 0;
        double squares = 0;
        Span<double> strip = stackalloc double[Steps + 1];
        strip = strip[..x.Length];
        for (int j = 0; j < rows; j++)
        {
            // What lies left of each line between the box's upper and lower one: whole numbers, so that it does not matter when they are subtracted.
            TensorPrimitives.Subtract(sums.Slice((j + steps) * x.Length, x.Length), sums.Slice(j * x.Length, x.Length), strip);
            Vector256<double> masses = Vector256<double>.Zero;
            Vector256<double> squaredMasses = Vector256<double>.Zero;
            int i = 0;
            for (; i <= columns - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                Vector256<double> pixels = Vector256.Create<double>(strip[(i + steps)..]) - Vector256.Create<double>(strip[i..]);
                Vector256<double> inside = pixels * Vector256.Create<double>(perWidth[i..]);
                masses += inside;
                squaredMasses += inside * inside;
            }

            double massOfRow = SumOf(masses);
            double squaresOfRow = SumOf(squaredMasses);
            for (; i < columns; i++)
            {
                double inside = (strip[i + steps] - strip[i]) * perWidth[i];
                massOfRow += inside;
                squaresOfRow += inside * inside;
            }

            double perHeight = 1.0 / (y[j + steps] - y[j]);
            mass += massOfRow * perHeight;
            squares += squaresOfRow * perHeight * perHeight;
        }

        // The mean of squares over the square of the mean is the number of boxes times their sum of squares over their squared sum.
        return mass > 0 ? (double)columns * rows * squares / (mass * mass) : null;
    }

    /// <summary>The sum of four lanes, always in the same order.</summary>
    private static double SumOf(Vector256<double> lanes)
    {
        Vector128<double> pair = lanes.GetLower() + lanes.GetUpper();
        return pair.GetElement(0) + pair.GetElement(1);
    }
}
