namespace RetSam.Sdk.Tests;

/// <summary>A codec of the tests' own: "BOX", width and height as 16-bit numbers, then packed RGB.</summary>
internal sealed class BoxCodec : IFundusImageCodec
{
    public static byte[] Encode(FundusImage image)
    {
        byte[] file = new byte[7 + image.Pixels.Length];
        "BOX"u8.CopyTo(file);
        BitConverter.TryWriteBytes(file.AsSpan(3), (ushort)image.Width);
        BitConverter.TryWriteBytes(file.AsSpan(5), (ushort)image.Height);
        image.Pixels.CopyTo(file.AsSpan(7));
        return file;
    }

    public FundusImage Decode(Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        byte[] header = new byte[7];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan(0, 3).SequenceEqual("BOX"u8))
        {
            throw new FundusImageException("The file is no BOX file.");
        }

        return FundusImage.Create(
            BitConverter.ToUInt16(header, 3),
            BitConverter.ToUInt16(header, 5),
            stream,
            static (pixels, source) => source.ReadExactly(pixels),
            options?.Metadata);
    }
}
