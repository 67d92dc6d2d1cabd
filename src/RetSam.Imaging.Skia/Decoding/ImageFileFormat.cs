namespace RetSam.Imaging.Skia;

/// <summary>The file formats the codec reads.</summary>
internal enum ImageFileFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
    Gif,
    Tiff,
    Netpbm,
}
