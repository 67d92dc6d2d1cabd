namespace RetSam.Biomarkers;

/// <summary>
/// Micrometres per pixel for limits and grids that are defined in micrometres: the scale where it is known, else the optic disc under
/// the convention of the studies that drew them, with a flag that says so.
/// </summary>
/// <param name="MicrometresPerPixel">Finite and positive.</param>
/// <param name="FromDisc">Whether the disc stands in for a scale.</param>
internal readonly record struct RetinalRuler(double MicrometresPerPixel, bool FromDisc)
{
    /// <summary>The disc diameter by which ETDRS and AREDS turn their grid and circles into disc diameters (ETDRS report 10, Ophthalmology 1991;98:786), in um.</summary>
    public const double StandardDiscDiameter = 1500;

    /// <summary>The flag that everything measured by this ruler carries.</summary>
    public MeasurementFlags Flags => FromDisc ? MeasurementFlags.AverageDiscAssumed : MeasurementFlags.None;

    /// <summary>The ruler; <see langword="null"/> when neither scale nor disc is known.</summary>
    public static RetinalRuler? Find(PixelScale scale, DiscGeometry? disc)
        => scale.MicrometresPerPixel is { } known ? new RetinalRuler(known, FromDisc: false)
            : disc is not null ? new RetinalRuler(StandardDiscDiameter / (2 * disc.Radius), FromDisc: true)
            : null;

    /// <summary>A length in micrometres as pixels.</summary>
    public double ToPixels(double micrometres) => micrometres / MicrometresPerPixel;
}
