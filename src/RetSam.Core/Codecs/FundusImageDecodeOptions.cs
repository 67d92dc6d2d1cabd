namespace RetSam;

/// <summary>Limits that hold before anything is allocated, and wishes, for <see cref="IFundusImageCodec.Decode"/>.</summary>
public sealed record FundusImageDecodeOptions
{
    /// <summary>The default limits: 64 megapixels, 256 MiB of encoded bytes, full resolution.</summary>
    public static FundusImageDecodeOptions Default { get; } = new();

    /// <summary>The most pixels (width times height) an image may have. Default 64 million: the largest fundus cameras make about 45.</summary>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>The most encoded bytes read from a stream. Default 256 MiB.</summary>
    public long MaxEncodedBytes { get; init; } = 256L * 1024 * 1024;

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
