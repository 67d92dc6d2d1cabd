namespace RetSam.Preprocessing;

/// <summary>Two neighbours along an axis and how far between them a point lies: value[First] + (value[Second] - value[First]) * Fraction.</summary>
/// <param name="First">The neighbour before the point.</param>
/// <param name="Second">The neighbour after it; the same as <see cref="First"/> on a pixel centre and beyond the edge.</param>
/// <param name="Fraction">0..1.</param>
internal readonly record struct LinearTap(int First, int Second, float Fraction)
{
    /// <summary>
    /// The tap of output pixel i of <paramref name="outputs"/> in an axis of n pixels: the point (i + 1/2) n / outputs - 1/2, in whole
    /// numbers until the last division, so exact.
    /// </summary>
    public static LinearTap At(int i, int outputs, int n)
    {
        long numerator = (2L * i + 1) * n - outputs;
        long denominator = 2L * outputs;
        if (numerator <= 0)
        {
            return new LinearTap(0, 0, 0);
        }

        long below = numerator / denominator;
        long rest = numerator - below * denominator;
        return below >= n - 1 ? new LinearTap(n - 1, n - 1, 0)
            : rest == 0 ? new LinearTap((int)below, (int)below, 0)
            : new LinearTap((int)below, (int)below + 1, (float)((double)rest / denominator));
    }
}
