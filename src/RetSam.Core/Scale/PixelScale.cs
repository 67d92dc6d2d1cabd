namespace RetSam;

/// <summary>How many micrometres of retina one pixel covers, and how that is known.</summary>
public readonly record struct PixelScale
{
    /// <summary>
    /// Micrometres of retina per degree of visual angle in an emmetropic adult eye, near the posterior pole
    /// (Drasdo and Fowler, Br J Ophthalmol 1974;58:709: 0.288 mm per degree at the centre).
    /// </summary>
    public const double MicrometresPerDegree = 288.0;

    private PixelScale(double micrometresPerPixel, PixelScaleProvenance provenance)
    {
        MicrometresPerPixel = micrometresPerPixel;
        Provenance = provenance;
    }

    /// <summary>No scale: lengths are reported in pixels only. The default value.</summary>
    public static PixelScale Unknown => default;

    /// <summary>Micrometres per source pixel; <see langword="null"/> when unknown, else finite and positive.</summary>
    public double? MicrometresPerPixel { get; }

    /// <summary>How the scale is known.</summary>
    public PixelScaleProvenance Provenance { get; }

    /// <summary>Whether lengths can be given in micrometres.</summary>
    public bool IsKnown => MicrometresPerPixel is not null;

    /// <summary>A scale given by the caller, in micrometres per pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and positive.</exception>
    public static PixelScale Given(double micrometresPerPixel) => Create(micrometresPerPixel, PixelScaleProvenance.Given);

    /// <summary>A scale read from DICOM attributes, in micrometres per pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and positive.</exception>
    public static PixelScale FromDicom(double micrometresPerPixel) => Create(micrometresPerPixel, PixelScaleProvenance.FromDicom);

    /// <summary>A scale estimated from the optic disc.</summary>
    /// <param name="discDiameterInPixels">The disc's equal-area diameter in pixels.</param>
    /// <param name="assumedDiameterInMicrometres">The diameter a disc is taken to have; discs of healthy eyes differ by about 10 % (one standard deviation).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite and positive.</exception>
    public static PixelScale FromDiscDiameter(double discDiameterInPixels, double assumedDiameterInMicrometres = 1800.0)
        => Create(assumedDiameterInMicrometres / Positive(discDiameterInPixels), PixelScaleProvenance.FromDiscDiameter);

    /// <summary>A scale estimated from the camera's field of view, taking <see cref="MicrometresPerDegree"/>.</summary>
    /// <param name="fieldOfViewDegrees">The camera's field-of-view angle in degrees, such as 30, 45 or 50.</param>
    /// <param name="fieldOfViewDiameterInPixels">The diameter of the illuminated circle in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite and positive.</exception>
    public static PixelScale FromFieldOfViewAngle(double fieldOfViewDegrees, double fieldOfViewDiameterInPixels)
        => Create(Positive(fieldOfViewDegrees) * MicrometresPerDegree / Positive(fieldOfViewDiameterInPixels), PixelScaleProvenance.FromFovAngle);

    /// <summary>The scale after an image was resized, its provenance kept; an unknown scale stays unknown.</summary>
    /// <param name="factor">How many old pixels' length a new pixel covers: 2 for an image of half the width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite and positive.</exception>
    public PixelScale WithPixelsLargerBy(double factor)
    {
        double by = Positive(factor, nameof(factor));
        return MicrometresPerPixel is { } before ? Create(before * by, Provenance) : this;
    }

    private static PixelScale Create(double micrometresPerPixel, PixelScaleProvenance provenance)
        => new(Positive(micrometresPerPixel), provenance);

    private static double Positive(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string? name = null)
        => double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A scale needs finite, positive numbers.");
}
