using System.ComponentModel;

namespace RetSam.WebService.Endpoints;

/// <summary>The form of an upload, for the OpenAPI document; <see cref="UploadReader"/> reads it.</summary>
/// <param name="Photograph">The photograph's file.</param>
/// <param name="Laterality">left or right.</param>
/// <param name="UmPerPixel">Micrometres of retina per pixel.</param>
public sealed record AnalysisUpload(
    [property: Description("The photograph: JPEG, PNG, WebP, BMP, GIF, TIFF, PPM or PGM.")] IFormFile Photograph,
    [property: Description("'left' or 'right'; inferred from disc and fovea when absent.")] string? Laterality,
    [property: Description("Micrometres of retina per pixel, 0.1 to 1000; lengths come in micrometres as well when given.")] double? UmPerPixel);
