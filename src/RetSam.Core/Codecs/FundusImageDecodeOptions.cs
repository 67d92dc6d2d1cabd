namespace RetSam;

/// <summary>Limits that hold before anything is allocated, and wishes, for <see cref="IFundusImageCodec.Decode"/>.</summary>
public sealed record FundusImageDecodeOptions
{
    /// <summary>The default limits: 64 megapixels, 256 MiB of encoded bytes, 512 MiB of memory, 30 seconds, full resolution.</summary>
    public static FundusImageDecodeOptions Default { get; } = new();

    /// <summary>The most pixels (width times height) an image may have. Default 64 million: the largest fundus cameras make about 45.</summary>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>The most encoded bytes read from a stream. Default 256 MiB.</summary>
    public long MaxEncodedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// The most pixels that an encoded byte of a photograph may stand for, where the photograph has more than 16 million: what is beyond
    /// is no photograph but a bomb. Default 100; photographs reach 50 where they are small, dark and compressed hard. Masks, which
    /// may be one colour all over, are not asked.
    /// </summary>
    public long MaxPixelsPerByte { get; init; } = 100;

    /// <summary>
    /// The most memory that decoding may take at its peak, beside the file: the image's own 3 bytes a pixel and what the format's
    /// decoder needs, reckoned from the header. Default 512 MiB: enough for 64 megapixels in common formats, 59 of progressive JPEG, 48 of WebP and GIF, 35 of interlaced PNG.
    /// </summary>
    public long MaxDecodeBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>
    /// The longest that decoding may take, reading the stream not counted; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default 30
    /// seconds. It is looked at between rows, strips and tiles: a single call into native code is not broken off, but the other limits bound it.
    /// </summary>
    public TimeSpan MaxDecodeTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most scans (passes over the whole picture) of a JPEG. Default 64: encoders write 1 to 20.</summary>
    public int MaxScans { get; init; } = 64;

    /// <summary>The most strips or tiles of a TIFF. Default 262144. Of files with several frames or pages the first alone is read, so that their number costs nothing.</summary>
    public int MaxStrips { get; init; } = 1 << 18;

    /// <summary>The smallest side an image may have, in pixels. Default 32: below that there is no retina to see.</summary>
    public int MinSide { get; init; } = 32;

    /// <summary>
    /// When set, a codec that can decode at a fraction of the size (JPEG at 1/2, 1/4, 1/8) may return an image whose longer side is
    /// still at least this many pixels. Off by default: measures are then in the reduced image's pixels.
    /// </summary>
    public int? ScaledDecodeLongestSide { get; init; }

    /// <summary>What the caller knows of the photograph; goes into <see cref="FundusImage.Metadata"/>.</summary>
    public FundusImageMetadata? Metadata { get; init; }
}
