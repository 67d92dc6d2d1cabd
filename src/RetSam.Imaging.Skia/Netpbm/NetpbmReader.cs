using System.Buffers;
using System.Buffers.Binary;

namespace RetSam.Imaging.Skia;

/// <summary>Reads PGM and PPM files, P2, P3, P5 and P6, with largest values of 1 to 65535.</summary>
internal static class NetpbmReader
{
    public static FundusImage Decode(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
    {
        NetpbmHeader header = ReadHeader(bytes, options, out _);
        return FundusImage.Create(header.Width, header.Height, (bytes, cancellationToken), WritePixels, options.Metadata);
    }

    /// <summary>Reads a PGM's values as they are stored; <see langword="null"/> when the file is in colour.</summary>
    public static StoredRaster? ReadStored(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
    {
        NetpbmHeader header = ReadHeader(bytes, options, out NetpbmTokens tokens);
        if (header.IsColour)
        {
            return null;
        }

        var raster = new StoredRaster(header.Width, header.Height, header.MaxValue, palette: null);
        try
        {
            for (int y = 0; y < header.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadRow(ref tokens, header, raster.GetRow(y));
            }

            return raster;
        }
        catch
        {
            raster.Dispose();
            throw;
        }
    }

    private static NetpbmHeader ReadHeader(EncodedBytes bytes, FundusImageDecodeOptions options, out NetpbmTokens tokens)
    {
        tokens = new NetpbmTokens(bytes.Span);
        NetpbmHeader header = NetpbmHeader.Read(ref tokens);
        DecodeLimits.CheckSize(header.Width, header.Height, options);

        // A sample takes at least one digit and one space, but for the last: a short file is refused before its pixels are allocated.
        long samples = (long)header.Width * header.Height * header.Channels;
        long least = header.IsText ? 2 * samples - 1 : samples * header.BytesPerSample;
        return tokens.Left >= least
            ? header
            : throw new FundusImageException($"The PPM/PGM file is truncated: {samples} samples need at least {least} bytes; {tokens.Left} follow the header.");
    }

    private static void WritePixels(Span<byte> pixels, (EncodedBytes Bytes, CancellationToken CancellationToken) state)
    {
        var tokens = new NetpbmTokens(state.Bytes.Span);
        NetpbmHeader header = NetpbmHeader.Read(ref tokens);
        var canvas = new PixelCanvas(pixels, new Orientation(1, header.Width, header.Height));
        int count = header.Width * header.Channels;
        ushort[] samples = ArrayPool<ushort>.Shared.Rent(count);
        byte[] reduced = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            for (int y = 0; y < header.Height; y++)
            {
                state.CancellationToken.ThrowIfCancellationRequested();
                ReadRow(ref tokens, header, samples.AsSpan(0, count));
                SampleDepth.ReduceToBytes(samples.AsSpan(0, count), header.MaxValue, reduced);
                if (header.IsColour)
                {
                    canvas.WriteRgb(0, y, reduced.AsSpan(0, count));
                }
                else
                {
                    canvas.WriteGray(0, y, reduced.AsSpan(0, count));
                }
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(samples);
            ArrayPool<byte>.Shared.Return(reduced);
        }
    }

    private static void ReadRow(ref NetpbmTokens tokens, NetpbmHeader header, Span<ushort> row)
    {
        if (header.IsText)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (ushort)Math.Min(tokens.NextNumber("sample"), ushort.MaxValue);
            }
        }
        else
        {
            ReadOnlySpan<byte> packed = tokens.Take(row.Length * header.BytesPerSample);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = header.BytesPerSample == 1 ? packed[i] : BinaryPrimitives.ReadUInt16BigEndian(packed[(2 * i)..]);
            }
        }

        if (header.MaxValue is not (255 or 65535) || header.IsText)
        {
            int tooLarge = row.IndexOfAnyExceptInRange((ushort)0, (ushort)header.MaxValue);
            if (tooLarge >= 0)
            {
                throw new FundusImageException($"The PPM/PGM file is damaged: a sample is {row[tooLarge]}; its header says that {header.MaxValue} is the largest.");
            }
        }
    }
}
