namespace RetSam.Imaging.Skia;

/// <summary>PNG's colour types, by their numbers.</summary>
internal enum PngColorType
{
    Gray = 0,
    Palette = 3,
    GrayAlpha = 4,
}
