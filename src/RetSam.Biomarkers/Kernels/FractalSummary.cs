namespace RetSam.Biomarkers.Kernels;

/// <summary>How a mask fills its extent.</summary>
/// <param name="Dimensions">The dimensions; <see langword="null"/> when the object is too small.</param>
/// <param name="Lacunarity">The lacunarity; <see langword="null"/> when the object is too small.</param>
internal sealed record FractalSummary(FractalDimensions? Dimensions, Lacunarity? Lacunarity)
{
    /// <summary>Measures a mask.</summary>
    /// <param name="mask">The mask; for vessels its skeleton.</param>
    /// <param name="fieldOfViewDiameter">The diameter of the field of view in px.</param>
    public static FractalSummary Of(BinaryMask mask, double fieldOfViewDiameter)
    {
        using var pixels = new SetPixels(mask);
        return Of(pixels, fieldOfViewDiameter);
    }

    /// <summary>Measures pixels.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="fieldOfViewDiameter">The diameter of the field of view in px.</param>
    public static FractalSummary Of(SetPixels pixels, double fieldOfViewDiameter)
        => new(BoxCounting.Measure(pixels, fieldOfViewDiameter), Kernels.Lacunarity.Measure(pixels));
}
