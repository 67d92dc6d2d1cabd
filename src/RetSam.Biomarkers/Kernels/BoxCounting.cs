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
/// Every size is laid over the object at 8 offsets, the first so that it divides the square of the extent around the middle of the object's
/// box, the others spread evenly over a box and such that mirror images and quarter turns of the object meet the same grids: they have the same
/// dimensions. For each order q the offset with the least Renyi entropy counts, which for q = 0 is the least number of boxes. The pixels are
/// counted at the smallest size of each series; larger boxes are added up from smaller ones.
/// </para>
/// <para>
/// What is no wider across its axis than the smallest box, a straight line at any slant, is measured along its axis: a grid cuts a slanted line
/// into unequal pieces, by a rule that repeats itself at some slants at few boxes only.
/// </para>
/// <para>
/// Renyi dimensions cannot rise with their order, yet lines fitted to vessels would: from 4 px to a quarter of the field of view the entropies of
/// different orders draw together as boxes get smaller, until each holds a piece of one vessel. d0 is the slope of its line. The next
/// dimension lies below by the slope of the distance between both entropies where that is positive, as in a multifractal, and else by
/// how uneven the vessels lie at large boxes: the slope, from a box that holds everything, of what the distance exceeds that at the
/// smallest boxes by. The differences are so never negative, and 0 for lines and squares, up to what a grid does. Each line's own slope,
/// R2 and standard error are told as they are.
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

    /// <summary>By how much the extent is divided, from few to many.</summary>
    private static ReadOnlySpan<int> Divisions => [4, 6, 8, 9, 12, 16, 24, 27, 32, 48, 64, 81, 96, 128];

    /// <summary>The dimensions d0, d1 and d2 of a mask.</summary>
    /// <param name="mask">The mask; for vessels its skeleton.</param>
    /// <param name="fieldOfViewDiameter">The diameter of the field of view in px.</param>
    /// <returns>The three fits; <see langword="null"/> when the object is so small (an extent under 64 px) or the field of view so
    /// narrow that fewer than <see cref="FewestSizes"/> box sizes are left.</returns>
    public static FractalDimensions? Measure(BinaryMask mask, double fieldOfViewDiameter)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using var pixels = new SetPixels(mask);
        return Measure(pixels, fieldOfViewDiameter);
    }

    /// <summary>The dimensions of pixels.</summary>
    internal static FractalDimensions? Measure(SetPixels pixels, double fieldOfViewDiameter)
    {
        using SetPixels? line = pixels.TurnIntoRows(SmallestBox);
        return Fit(line ?? pixels, fieldOfViewDiameter);
    }

    private static FractalDimensions? Fit(SetPixels pixels, double fieldOfViewDiameter)
    {
        Span<double> boxes = stackalloc double[Divisions.Length];
        boxes = boxes[..SelectSizes(pixels.Extent, fieldOfViewDiameter, boxes, out int first)];
        if (boxes.Length < FewestSizes)
        {
            return null;
        }

        Span<double> capacity = stackalloc double[boxes.Length];
        Span<double> information = stackalloc double[boxes.Length];
        Span<double> correlation = stackalloc double[boxes.Length];
        using var grids = new BoxGrids(pixels);
        foreach ((int finest, int factor) in (ReadOnlySpan<(int, int)>)[(128, 2), (96, 2), (81, 3)])
        {
            bool counted = false;
            for (int division = finest; Divisions.IndexOf(division) - first is var i && i >= 0; division /= factor)
            {
                if (i >= boxes.Length)
                {
                    continue;
                }

                if (counted)
                {
                    grids.Coarsen(factor);
                }
                else
                {
                    grids.Count(division);
                    counted = true;
                }

                (capacity[i], information[i], correlation[i]) = grids.FindLeastEntropies();
            }
        }

        return FractalDimensions.Of(pixels.Extent, boxes, capacity, information, correlation);
    }

    /// <summary>Box sides from the largest to the smallest, and the place of the largest among the divisions.</summary>
    private static int SelectSizes(int extent, double fieldOfViewDiameter, Span<double> boxes, out int first)
    {
        int count = 0;
        first = 0;
        for (int i = 0; i < Divisions.Length; i++)
        {
            double side = (double)extent / Divisions[i];
            if (side >= SmallestBox && side <= fieldOfViewDiameter / 4)
            {
                first = count == 0 ? i : first;
                boxes[count++] = side;
            }
        }

        return count;
    }
}
