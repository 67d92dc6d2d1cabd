namespace RetSam.Biomarkers;

/// <summary>A measured value in micrometres (or a power of a length), and how the scale behind it is known.</summary>
/// <param name="Value">The value.</param>
/// <param name="Unit">The UCUM unit: um, um2, mm-1, ...</param>
/// <param name="Scale">How micrometres per pixel are known.</param>
public sealed record PhysicalValue(double Value, string Unit, PixelScaleProvenance Scale);
