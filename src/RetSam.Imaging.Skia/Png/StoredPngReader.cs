using System.Buffers;
using System.IO.Compression;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Reads gray and palette PNGs as they are stored. Skia, which reads photographs here, gives palette colours instead of indices and
/// stretches gray of few bits to 0..255: good for looking, not for labels.
/// </summary>
internal static class StoredPngReader
{
    // Adam7: where each of the seven passes begins and how far apart its pixels lie (ISO/IEC 15948, clause 8).
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The values as stored; <see langword="null"/> when the file is in colour.</summary>
    public static StoredRaster? Read(EncodedBytes bytes, FundusImageDecodeOptions options, CancellationToken cancellationToken)
    {
        if (PngHeader.ReadOneChannel(bytes.Span) is not { } header)
        {
            return null;
        }

        DecodeLimits.CheckSize(header.Width, header.Height, options);
        List<(int Offset, int Length)> data = FindData(bytes.Span, header, out byte[]? palette);
        var raster = new StoredRaster(header.Width, header.Height, (1 << header.BitDepth) - 1, palette);
        try
        {
            var file = new ReadOnlyMemory<byte>(bytes.Array, bytes.Offset, bytes.Length);
            using var inflated = new ZLibStream(new PngIdatStream(file, data), CompressionMode.Decompress);
            foreach ((int x, int y, int stepX, int stepY) in header.IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                ReadPass(inflated, header, raster, x, y, stepX, stepY, cancellationToken);
            }

            return raster;
        }
        catch (Exception e)
        {
            raster.Dispose();
            if (e is InvalidDataException or EndOfStreamException)
            {
                throw new FundusImageException("The PNG file is truncated or damaged: its pixel data cannot be inflated.", e);
            }

            throw;
        }
    }

    private static List<(int Offset, int Length)> FindData(ReadOnlySpan<byte> file, PngHeader header, out byte[]? palette)
    {
        var data = new List<(int Offset, int Length)>();
        palette = null;
        var chunks = new PngChunks(file);
        while (chunks.MoveNext())
        {
            if (chunks.Type.SequenceEqual("IDAT"u8))
            {
                data.Add((chunks.DataOffset, chunks.DataLength));
            }
            else if (chunks.Type.SequenceEqual("PLTE"u8) && header.ColorType == PngColorType.Palette)
            {
                palette = new byte[chunks.DataLength / 3];
                for (int i = 0; i < palette.Length; i++)
                {
                    palette[i] = Math.Max(Math.Max(chunks.Data[3 * i], chunks.Data[3 * i + 1]), chunks.Data[3 * i + 2]);
                }
            }
            else if (chunks.Type.SequenceEqual("tRNS"u8) && palette is not null)
            {
                for (int i = 0; i < Math.Min(palette.Length, chunks.DataLength); i++)
                {
                    palette[i] = PixelCanvas.Scale(palette[i], chunks.Data[i]);
                }
            }
        }

        return header.ColorType == PngColorType.Palette && palette is null or { Length: 0 }
            ? throw new FundusImageException("The PNG file is damaged: it has palette indices but no palette.")
            : data;
    }

    private static void ReadPass(
        Stream inflated, PngHeader header, StoredRaster raster, int left, int top, int stepX, int stepY, CancellationToken cancellationToken)
    {
        int columns = (header.Width - left + stepX - 1) / stepX;
        if (columns <= 0)
        {
            return;
        }

        int samples = columns * header.Channels;
        int rowBytes = (int)(((long)samples * header.BitDepth + 7) / 8);
        int pixelBytes = Math.Max(1, header.BitDepth * header.Channels / 8);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * (rowBytes + 1));
        ushort[] values = ArrayPool<ushort>.Shared.Rent(samples);
        try
        {
            Span<byte> row = buffer.AsSpan(0, rowBytes + 1);
            Span<byte> above = buffer.AsSpan(rowBytes + 1, rowBytes + 1);
            above.Clear();
            for (int y = top; y < header.Height; y += stepY)
            {
                if ((y & 63) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                inflated.ReadExactly(row);
                PngFilter.Undo(row[0], row[1..], above[1..], pixelBytes);
                SampleDepth.Unpack(row[1..], header.BitDepth, littleEndian: false, values.AsSpan(0, samples));
                Span<ushort> target = raster.GetRow(y);
                for (int i = 0, x = left; x < header.Width; i += header.Channels, x += stepX)
                {
                    target[x] = values[i];
                }

                Span<byte> swap = above;
                above = row;
                row = swap;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<ushort>.Shared.Return(values);
        }
    }
}
