namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// The second central moments of a set of pixels, taken as unit squares: position, spread and direction of the ellipse that has the
/// same moments.
/// </summary>
/// <param name="Area">The number of pixels, in px2.</param>
/// <param name="Centroid">The mean of the pixel centres.</param>
/// <param name="Xx">The variance along x in px2, the 1/12 of a pixel's own width included.</param>
/// <param name="Yy">The variance along y in px2, the 1/12 of a pixel's own height included.</param>
/// <param name="Xy">The covariance in px2; y grows downwards.</param>
public readonly record struct SecondMoments(int Area, PointD Centroid, double Xx, double Yy, double Xy)
{
    /// <summary>The length of the major axis of the ellipse with these moments, in px.</summary>
    public double MajorAxis => 4 * Math.Sqrt(Mean + Deviation);

    /// <summary>The length of the minor axis of the ellipse with these moments, in px; at least 2/sqrt(3) for a single row.</summary>
    public double MinorAxis => 4 * Math.Sqrt(Math.Max(0, Mean - Deviation));

    /// <summary>Minor over major axis, 0..1; 1 for a disc.</summary>
    public double AspectRatio => MinorAxis / MajorAxis;

    /// <summary>
    /// The direction of the major axis against the horizontal, in degrees, in (-90, 90]: positive when the axis rises to the right as
    /// seen on the picture. 0 when no direction is longer than another.
    /// </summary>
    public double OrientationDegrees
    {
        get
        {
            double degrees = -0.5 * Math.Atan2(2 * Xy, Xx - Yy) * (180 / Math.PI);
            return degrees <= -90 ? degrees + 180 : degrees;
        }
    }

    private double Mean => (Xx + Yy) / 2;

    private double Deviation => Math.Sqrt((Xx - Yy) * (Xx - Yy) / 4 + Xy * Xy);

    /// <summary>The moments of a mask.</summary>
    /// <exception cref="ArgumentException">The mask is empty.</exception>
    public static SecondMoments Of(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        MomentSums sums = default;
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            sums.Add(run);
        }

        return sums.Area == 0 ? throw new ArgumentException("An empty mask has no moments.", nameof(mask)) : sums.ToMoments();
    }
}
