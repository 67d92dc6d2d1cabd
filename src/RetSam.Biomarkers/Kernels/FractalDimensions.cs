namespace RetSam.Biomarkers.Kernels;

/// <summary>The generalised (Renyi) dimensions of a mask by box counting.</summary>
/// <param name="Capacity">d0, the capacity or box-counting dimension: how the number of boxes grows.</param>
/// <param name="Information">d1, the information dimension: how the Shannon entropy of the pixels' distribution over boxes grows.</param>
/// <param name="Correlation">d2, the correlation dimension: how -log of the chance that two pixels share a box grows.</param>
public sealed record FractalDimensions(FractalFit Capacity, FractalFit Information, FractalFit Correlation)
{
    /// <summary>Over so many of the smallest boxes it is seen what a grid makes of a single line.</summary>
    private const int FinestSizes = 3;

    /// <summary>Fits the dimensions, each no higher than the one before.</summary>
    /// <param name="extent">The longer side of the box around the object, in px.</param>
    /// <param name="boxes">Box sides in px, from the largest to the smallest.</param>
    /// <param name="capacity">The Renyi entropy of order 0 at each size.</param>
    /// <param name="information">That of order 1, nowhere higher.</param>
    /// <param name="correlation">That of order 2, nowhere higher.</param>
    internal static FractalDimensions Of(
        int extent, ReadOnlySpan<double> boxes, ReadOnlySpan<double> capacity, ReadOnlySpan<double> information, ReadOnlySpan<double> correlation)
    {
        FractalFit d0 = FractalFit.Of(boxes, capacity);
        FractalFit d1 = FractalFit.Of(boxes, information);
        FractalFit d2 = FractalFit.Of(boxes, correlation);
        double first = d0.Dimension - Math.Max(d0.RawSlope - d1.RawSlope, ExcessOf(extent, boxes, capacity, information));
        double second = first - Math.Max(d1.RawSlope - d2.RawSlope, ExcessOf(extent, boxes, information, correlation));
        return new FractalDimensions(d0, d1 with { Dimension = first }, d2 with { Dimension = second });
    }

    /// <summary>
    /// By how much two dimensions differ where the distance between their entropies does not grow from box to smaller box, as it does in
    /// a true multifractal, but shrinks: that of vessels is largest at large boxes, some of which hold many vessels and others few, and
    /// least at small ones, which hold a piece of one vessel each. It is the slope of the line from a box that holds the whole object, where
    /// all entropies are 0, to what lies above the distance at the smallest boxes, which is what a grid makes of any line by cutting it.
    /// Never negative.
    /// </summary>
    private static double ExcessOf(int extent, ReadOnlySpan<double> boxes, ReadOnlySpan<double> higher, ReadOnlySpan<double> lower)
    {
        double atFinest = 0;
        for (int i = boxes.Length - FinestSizes; i < boxes.Length; i++)
        {
            atFinest += (higher[i] - lower[i]) / FinestSizes;
        }

        double xx = 0;
        double xy = 0;
        for (int i = 0; i < boxes.Length; i++)
        {
            double x = Math.Log(extent / boxes[i]);
            xx += x * x;
            xy += x * Math.Max(0, higher[i] - lower[i] - atFinest);
        }

        return xy / xx;
    }
}
