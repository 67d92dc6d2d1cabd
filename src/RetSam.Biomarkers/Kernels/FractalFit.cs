namespace RetSam.Biomarkers.Kernels;

/// <summary>A dimension: the slope of a straight line through points of a log-log diagram, and how well it fits.</summary>
/// <param name="Dimension">The dimension: for d0 the slope, for the others no higher than the one before (<see cref="BoxCounting"/>).</param>
/// <param name="R2">The coefficient of determination, 0..1.</param>
/// <param name="StandardError">The standard error of the slope.</param>
/// <param name="SmallestBox">The side of the smallest box of the fit, in px.</param>
/// <param name="LargestBox">The side of the largest box of the fit, in px.</param>
/// <param name="Sizes">The number of box sizes of the fit.</param>
public sealed record FractalFit(double Dimension, double R2, double StandardError, double SmallestBox, double LargestBox, int Sizes)
{
    /// <summary>The slope as fitted, which may lie above that of a lower order.</summary>
    public double RawSlope { get; init; } = Dimension;

    /// <summary>Fits a line by least squares. The dimension is the slope of the entropies against the logarithm of 1 / box side.</summary>
    internal static FractalFit Of(ReadOnlySpan<double> boxes, ReadOnlySpan<double> entropies)
    {
        int count = boxes.Length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++)
        {
            meanX -= Math.Log(boxes[i]) / count;
            meanY += entropies[i] / count;
        }

        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < count; i++)
        {
            double x = -Math.Log(boxes[i]) - meanX;
            double y = entropies[i] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }

        double slope = xy / xx;
        double residual = Math.Max(0, yy - slope * xy);
        return new FractalFit(
            slope,
            yy > 0 ? 1 - residual / yy : 1,
            Math.Sqrt(residual / (count - 2) / xx),
            boxes[^1],
            boxes[0],
            count);
    }
}
