namespace RetSam.Biomarkers.Kernels;

/// <summary>The generalised (Renyi) dimensions of a mask by box counting.</summary>
/// <param name="Capacity">d0, the capacity or box-counting dimension: how the number of boxes grows.</param>
/// <param name="Information">d1, the information dimension: how the Shannon entropy of the pixels' distribution over boxes grows.</param>
/// <param name="Correlation">d2, the correlation dimension: how -log of the chance that two pixels share a box grows.</param>
public sealed record FractalDimensions(FractalFit Capacity, FractalFit Information, FractalFit Correlation)
{
    /// <summary>
    /// The dimensions in falling order. On a finite tree the slopes of the higher orders can exceed the capacity dimension a little; they
    /// are then cut to it. The capacity dimension, which studies report, is never touched.
    /// </summary>
    internal static FractalDimensions InOrder(FractalFit capacity, FractalFit information, FractalFit correlation)
    {
        double d1 = Math.Min(capacity.Dimension, information.Dimension);
        return new FractalDimensions(
            capacity,
            information with { Dimension = d1 },
            correlation with { Dimension = Math.Min(d1, correlation.Dimension) });
    }
}
