namespace RetSam.Biomarkers.Kernels;

/// <summary>The generalised (Renyi) dimensions of a mask by box counting.</summary>
/// <param name="Capacity">d0, the capacity or box-counting dimension: how the number of boxes grows.</param>
/// <param name="Information">d1, the information dimension: how the Shannon entropy of the pixels' distribution over boxes grows.</param>
/// <param name="Correlation">d2, the correlation dimension: how -log of the chance that two pixels share a box grows.</param>
public sealed record FractalDimensions(FractalFit Capacity, FractalFit Information, FractalFit Correlation)
{
    /// <summary>The nearest dimensions, by least squares, that do not rise with their order (pool adjacent violators).</summary>
    internal static FractalDimensions InOrder(FractalFit capacity, FractalFit information, FractalFit correlation)
    {
        double d0 = capacity.Dimension;
        double d1 = information.Dimension;
        double d2 = correlation.Dimension;
        if (d1 > d0)
        {
            d0 = d1 = (d0 + d1) / 2;
        }

        if (d2 > d1)
        {
            d1 = d2 = (information.Dimension + d2) / 2;
            if (d1 > d0 || information.Dimension > capacity.Dimension)
            {
                d0 = d1 = d2 = (capacity.Dimension + information.Dimension + correlation.Dimension) / 3;
            }
        }

        return new FractalDimensions(
            capacity with { Dimension = d0 },
            information with { Dimension = d1 },
            correlation with { Dimension = d2 });
    }
}
