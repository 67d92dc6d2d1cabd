using System.Buffers.Binary;
using RetSam;

namespace CustomCodec;

/// <summary>
/// Photographs as a camera might hand them over: the letters <c>RAWF</c>, width and height as 32-bit little-endian numbers, then red, green and
/// blue of each pixel, row by row. What the seam asks of every codec is here: limits before anything is allocated, every fault of the
/// content a <see cref="FundusImageException"/>, no state, the stream left open.
/// </summary>
internal sealed class RawPhotographCodec : IFundusImageCodec
{
    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Magic => "RAWF"u8;

    public FundusImage Decode(Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= FundusImageDecodeOptions.Default;
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith(Magic))
        {
            throw new FundusImageException("This is no raw photograph: it does not begin with RAWF, width and height.");
        }

        // As unsigned numbers: a negative width would pass every comparison below.
        uint width = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        uint height = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        ulong pixels = (ulong)width * height;
        if (pixels > (ulong)options.MaxPixels || Math.Min(width, height) < options.MinSide || HeaderLength + (3 * pixels) > (ulong)options.MaxEncodedBytes)
        {
            throw new FundusImageException(
                $"The photograph has {width} x {height} pixels; between {options.MinSide} a side and {options.MaxPixels} in all were expected.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return FundusImage.Create((int)width, (int)height, stream, static (pixels, source) => ReadPixels(source, pixels), options.Metadata);
    }

    /// <summary>Writes a photograph in this format.</summary>
    public static void Encode(FundusImage image, Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], image.Height);
        stream.Write(header);
        for (int y = 0; y < image.Height; y++)
        {
            stream.Write(image.GetRow(y));
        }
    }

    private static void ReadPixels(Stream stream, Span<byte> pixels)
    {
        int read = stream.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false);
        if (read < pixels.Length)
        {
            throw new FundusImageException($"The photograph breaks off: {pixels.Length} bytes of pixels were expected, {read} are there.");
        }
    }
}
