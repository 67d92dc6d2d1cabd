using System.Text.Json.Serialization;

namespace RetSam;

/// <summary>How many micrometres of retina a pixel covers.</summary>
/// <param name="MicrometresPerPixel">Micrometres per pixel; <see langword="null"/> when unknown.</param>
/// <param name="Provenance">How the scale is known.</param>
public sealed record ReportScale([property: JsonPropertyName("umPerPixel")] double? MicrometresPerPixel, PixelScaleProvenance Provenance);
