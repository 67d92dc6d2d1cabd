using System.Numerics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// How unevenly a mask fills its extent: the mean over box sizes of the lacunarity by a gliding box (Allain and Cloitre 1991), that is
/// of the mean squared over the squared mean number of pixels in a box. 1 when every box holds the same.
/// </summary>
/// <remarks>
/// Box sides are the object's extent, the longer side of the box around its pixels, over 8, 16, 32, 64 and 128, rounded, from 4 px on,
/// so that they follow the object and not the pixel. A box glides over all places inside the box around the object, in steps of an
/// eighth of its side and at least a pixel. All sums are of whole numbers, and so the same in any order.
/// </remarks>
/// <param name="Mean">The mean over sizes.</param>
/// <param name="SmallestBox">The side of the smallest box, in px.</param>
/// <param name="LargestBox">The side of the largest box, in px.</param>
/// <param name="Sizes">The number of box sizes.</param>
internal sealed record Lacunarity(double Mean, int SmallestBox, int LargestBox, int Sizes)
{
    /// <summary>The fewest box sizes a mean is taken over.</summary>
    public const int FewestSizes = 2;

    private const int SmallestSide = 4;
    private const int StepsPerBox = 8;

    // With a step of one pixel a box has a side under 16 and so at most 225 pixels: their squares cannot overflow 32 bits in so many sums.
    private const int SumsBetweenWidenings = 16384;

    private static ReadOnlySpan<int> Divisions => [8, 16, 32, 64, 128];

    /// <summary>The lacunarity of the mask behind a table of sums over the box around its pixels; <see langword="null"/> when fewer than
    /// <see cref="FewestSizes"/> box sizes fit into it.</summary>
    public static Lacunarity? Measure(SummedArea sums)
    {
        int extent = Math.Max(sums.Width, sums.Height);
        double total = 0;
        int sizes = 0;
        int largest = 0;
        int smallest = 0;
        foreach (int division in Divisions)
        {
            int side = (int)Math.Round((double)extent / division);
            if (side >= SmallestSide && side <= sums.Width && side <= sums.Height)
            {
                total += AtSize(sums, side);
                largest = sizes == 0 ? side : largest;
                smallest = side;
                sizes++;
            }
        }

        return sizes < FewestSizes ? null : new Lacunarity(total / sizes, smallest, largest, sizes);
    }

    private static double AtSize(SummedArea sums, int side)
    {
        int step = Math.Max(1, side / StepsPerBox);
        long mass = 0;
        long squares = 0;
        int columns = sums.Width - side + 1;
        for (int y = 0; y + side <= sums.Height; y += step)
        {
            ReadOnlySpan<int> top = sums.GetRow(y);
            ReadOnlySpan<int> bottom = sums.GetRow(y + side);
            if (step == 1)
            {
                GlideByPixel(top, bottom, side, columns, ref mass, ref squares);
            }
            else
            {
                Glide(top, bottom, side, columns, step, ref mass, ref squares);
            }
        }

        // The mean of squares over the square of the mean is the number of boxes times their sum of squares over their squared sum.
        double boxes = (double)((columns + step - 1) / step) * ((sums.Height - side) / step + 1);
        return boxes * squares / ((double)mass * mass);
    }

    private static void Glide(ReadOnlySpan<int> top, ReadOnlySpan<int> bottom, int side, int columns, int step, ref long mass, ref long squares)
    {
        for (int x = 0; x < columns; x += step)
        {
            long inside = bottom[x + side] - bottom[x] - top[x + side] + top[x];
            mass += inside;
            squares += inside * inside;
        }
    }

    private static void GlideByPixel(ReadOnlySpan<int> top, ReadOnlySpan<int> bottom, int side, int columns, ref long mass, ref long squares)
    {
        int x = 0;
        while (x <= columns - Vector<int>.Count)
        {
            Vector<int> masses = Vector<int>.Zero;
            Vector<int> squared = Vector<int>.Zero;
            int until = Math.Min(columns - Vector<int>.Count, x + (SumsBetweenWidenings - 1) * Vector<int>.Count);
            for (; x <= until; x += Vector<int>.Count)
            {
                Vector<int> inside = new Vector<int>(bottom[(x + side)..]) - new Vector<int>(bottom[x..])
                    - new Vector<int>(top[(x + side)..]) + new Vector<int>(top[x..]);
                masses += inside;
                squared += inside * inside;
            }

            mass += Sum(masses);
            squares += Sum(squared);
        }

        Glide(top[x..], bottom[x..], side, columns - x, 1, ref mass, ref squares);
    }

    private static long Sum(Vector<int> values)
    {
        Vector.Widen(values, out Vector<long> low, out Vector<long> high);
        return Vector.Sum(low) + Vector.Sum(high);
    }
}
