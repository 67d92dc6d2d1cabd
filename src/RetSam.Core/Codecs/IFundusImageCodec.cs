namespace RetSam;

/// <summary>
/// Reads photographs. RetSam.Imaging.Skia is the codec that ships; an application may bring ImageSharp, libvips or its PACS toolkit
/// by implementing this. Implementations are thread-safe, check every limit of <see cref="FundusImageDecodeOptions"/> before they
/// allocate, apply the file's orientation, and turn every failure of the file's content into a <see cref="FundusImageException"/>.
/// </summary>
public interface IFundusImageCodec
{
    /// <summary>Decodes one photograph from a stream that need not be seekable. The stream is left open.</summary>
    /// <param name="stream">The encoded file.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means <see cref="FundusImageDecodeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <exception cref="FundusImageException">The content is damaged, of an unknown format, or beyond the limits.</exception>
    FundusImage Decode(Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default);
}
