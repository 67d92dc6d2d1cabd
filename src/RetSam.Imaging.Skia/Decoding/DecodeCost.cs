namespace RetSam.Imaging.Skia;

/// <summary>
/// What Skia's decoders take in memory at their peak, in bytes a pixel: 3 for the image, and unless a format is decoded row by row 4 for
/// a copy with alpha; beside them what the format's own decoder keeps.
/// </summary>
internal static class DecodeCost
{
    private const int Image = 3;
    private const int Copy = 4;
    private const int InterlaceByte = 28;

    public static int BytesPerPixel(EncodedBytes bytes) => bytes.Format switch
    {
        // Progressive: two bytes for every coefficient, which are as many as samples.
        ImageFileFormat.Jpeg => Image + (JpegFrame.Find(bytes.Span) is { IsProgressive: true } frame ? 2 * frame.Components : 0),
        // Interlaced: all rows as they are stored, up to four samples of 16 bits.
        ImageFileFormat.Png => Image + Copy + (bytes.Length > InterlaceByte && bytes.Span[InterlaceByte] != 0 ? 8 : 0),
        ImageFileFormat.WebP or ImageFileFormat.Gif => Image + Copy + 4,
        _ => Image + Copy,
    };
}
