namespace RetSam.Biomarkers.Quality;

/// <summary>
/// Readings mapped to scores of 0..1 by one curve, x^4 / (x^4 + h^4): a half at h, about 0.06 at h / 2 and 0.94 at 2 h. Each h lies
/// between what sharp, well exposed photographs read and what blurred, empty or badly exposed ones do; training/quality says on what
/// photographs that was looked at.
/// </summary>
/// <param name="Focus">0 blurred, 1 sharp.</param>
/// <param name="Illumination">0 dark, overexposed or uneven, 1 even.</param>
/// <param name="Contrast">0 flat, 1 rich in local contrast.</param>
/// <param name="Colour">0 no fundus' colour, 1 red to yellow and saturated.</param>
/// <param name="VesselVisibility">0 no vessels to be seen, 1 as many and as dark as usual; <see langword="null"/> when nobody looked for vessels.</param>
/// <param name="RetinalGradients">0 edges harsher than retina has, as of lids, lashes and print; 1 none such. Part of the grade only.</param>
internal readonly record struct QualityScores(
    double Focus, double Illumination, double Contrast, double Colour, double? VesselVisibility, double RetinalGradients)
{
    /// <summary>Fine over middle gradient energy of half a score.</summary>
    public const double HalfSharpness = 0.09;

    /// <summary>Relative mean deviation of luminance of half a score.</summary>
    public const double HalfUnevenness = 0.45;

    /// <summary>Local contrast of half a score, in grey levels.</summary>
    public const double HalfContrast = 3;

    /// <summary>Vessel pixels per pixel of the field of view of half a score.</summary>
    public const double HalfVesselDensity = 0.05;

    /// <summary>Relative contrast of vessels of half a score.</summary>
    public const double HalfVesselContrast = 0.04;

    /// <summary>Middle gradient energy of half a score, in squared grey levels.</summary>
    public const double HalfHarshness = 350;

    /// <summary>The scores of a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="vesselDensity">Vessel pixels per pixel of the field of view; <see langword="null"/> when nobody looked for vessels.</param>
    public static QualityScores Of(QualityReading reading, double? vesselDensity) => new(
        Rising(reading.Sharpness, HalfSharpness),
        reading.ExposedShare * (1 - Rising(reading.Unevenness, HalfUnevenness)),
        Rising(reading.LocalContrast, HalfContrast),
        reading.FundusColour,
        vesselDensity is { } density ? Rising(density, HalfVesselDensity) * Rising(reading.VesselContrast, HalfVesselContrast) : null,
        1 - Rising(reading.MiddleEnergy, HalfHarshness));

    /// <summary>x^4 / (x^4 + half^4); 0 for x not above 0.</summary>
    internal static double Rising(double x, double half)
    {
        if (x <= 0)
        {
            return 0;
        }

        double ratio = half / x;
        double square = ratio * ratio;
        return 1 / (1 + square * square);
    }
}
