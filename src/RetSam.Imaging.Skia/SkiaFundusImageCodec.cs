namespace RetSam.Imaging.Skia;

/// <summary>
/// The codec that ships with the SDK. By the file's first bytes it tells JPEG (baseline, progressive, CMYK and YCCK), PNG (every bit
/// depth and colour type, interlaced or not), WebP, BMP and GIF (first frame), read by SkiaSharp; TIFF (uncompressed, LZW, deflate,
/// PackBits and JPEG; 1 to 16 bit; strips and tiles; RGB, gray, palette, CMYK and YCbCr; first page), read by BitMiracle.LibTiff.NET;
/// and PPM and PGM (P2, P3, P5, P6), read by this package. Instances hold no state and may be used from any number of threads.
/// </summary>
/// <remarks>
/// <para><b>Orientation</b>: the EXIF orientation of JPEG, PNG and WebP and the TIFF orientation are applied.</para>
/// <para><b>Colour</b>: stored numbers are taken as sRGB. Embedded ICC profiles, gAMA and cHRM chunks are <em>not</em> applied, so that a
/// tagged and an untagged copy of one photograph give the same pixels, the pixels are those that the common research tools
/// hand to their models, and no colour engine's rounding depends on the processor. CMYK is turned into RGB as (1 - ink) * (1 - black).</para>
/// <para><b>16 bits</b> a channel are reduced to 8. <b>Transparency</b> is laid over black, the colour of a fundus photograph's border.</para>
/// <para><b>Limits</b>: bytes are counted while the stream is read; width, height and pixel count are checked on the header before any pixel
/// buffer is allocated; so are the memory that decoding takes, the pixels a byte stands for, scans and strips, and time between rows. Whatever is wrong with a file's content, a <see cref="FundusImageException"/> of one line says so; a truncated
/// file is refused, never completed with gray.</para>
/// </remarks>
public sealed class SkiaFundusImageCodec : IFundusImageCodec
{
    /// <summary>An instance to share; instances hold no state.</summary>
    public static SkiaFundusImageCodec Shared { get; } = new();

    /// <inheritdoc />
    /// <remarks>
    /// With <see cref="FundusImageDecodeOptions.ScaledDecodeLongestSide"/> a JPEG is decoded at the smallest eighth of its size that still
    /// has the longer side asked for, and the metadata's <see cref="PixelScale"/> grows by the same factor. Other formats ignore it.
    /// </remarks>
    public FundusImage Decode(Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        FundusImageDecodeOptions limits = options ?? FundusImageDecodeOptions.Default;
        using EncodedBytes bytes = EncodedBytes.Read(stream, limits.MaxEncodedBytes, cancellationToken);
        return Decode(bytes, limits, cancellationToken);
    }

    internal static FundusImage Decode(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
        => DecodeLimits.InTime(options, inTime => bytes.Format switch
        {
            ImageFileFormat.Tiff => TiffDecoder.Decode(bytes, options, inTime),
            ImageFileFormat.Netpbm => NetpbmReader.Decode(bytes, options, inTime),
            _ => SkiaDecoder.Decode(bytes, options, inTime),
        }, cancellationToken);
}
