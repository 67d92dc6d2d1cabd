using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Builds PNGs of every colour type, bit depth and interlacing from samples, straight from the standard.</summary>
internal static class PngBuilder
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="colourType">PNG's number of the colour type.</param>
    /// <param name="samples">Samples, one int each, channels together.</param>
    /// <param name="interlaced">Whether to write Adam7 passes.</param>
    /// <param name="palette">R, G, B of each palette entry.</param>
    /// <param name="transparency">The tRNS chunk.</param>
    public static byte[] Build(
        int width, int height, int depth, int colourType, int[] samples, bool interlaced = false, byte[]? palette = null, byte[]? transparency = null)
    {
        int channels = colourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(file, "IHDR", Header(width, height, depth, colourType, interlaced));
        if (palette is not null)
        {
            WriteChunk(file, "PLTE", palette);
        }

        if (transparency is not null)
        {
            WriteChunk(file, "tRNS", transparency);
        }

        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int filter = 0;
            foreach ((int left, int top, int stepX, int stepY) in interlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                byte[]? above = null;
                for (int y = top; y < height && left < width; y += stepY)
                {
                    var row = new List<int>();
                    for (int x = left; x < width; x += stepX)
                    {
                        row.AddRange(samples.AsSpan((y * width + x) * channels, channels));
                    }

                    byte[] plain = Pack(row, depth);
                    WriteFiltered(deflate, plain, above ?? new byte[plain.Length], Math.Max(1, depth * channels / 8), filter++ % 5);
                    above = plain;
                }
            }
        }

        // Two IDAT chunks, so that readers must join them.
        byte[] data = packed.ToArray();
        WriteChunk(file, "IDAT", data[..(data.Length / 2)]);
        WriteChunk(file, "IDAT", data[(data.Length / 2)..]);
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A PNG that ends after its header: nothing may be allocated for it.</summary>
    public static byte[] HeaderOnly(int width, int height, int depth = 8, int colourType = 2)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(file, "IHDR", Header(width, height, depth, colourType, interlaced: false));
        if (colourType == 3)
        {
            WriteChunk(file, "PLTE", [0, 0, 0, 255, 255, 255]);
        }

        WriteChunk(file, "IDAT", [0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01]);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height, int depth, int colourType, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colourType, (byte)(interlaced ? 1 : 0));
        return header;
    }

    private static byte[] Pack(List<int> row, int depth)
    {
        var bytes = new byte[(row.Count * depth + 7) / 8];
        for (int i = 0; i < row.Count; i++)
        {
            if (depth == 16)
            {
                (bytes[2 * i], bytes[2 * i + 1]) = ((byte)(row[i] >> 8), (byte)row[i]);
            }
            else
            {
                bytes[i * depth / 8] |= (byte)(row[i] << (8 - depth - i * depth % 8));
            }
        }

        return bytes;
    }

    /// <summary>The five filters in turn, so that each is read.</summary>
    private static void WriteFiltered(Stream stream, byte[] row, byte[] above, int step, int filter)
    {
        var filtered = new byte[row.Length + 1];
        filtered[0] = (byte)filter;
        for (int i = 0; i < row.Length; i++)
        {
            int a = i >= step ? row[i - step] : 0;
            int b = above[i];
            int c = i >= step ? above[i - step] : 0;
            int p = a + b - c;
            int paeth = Math.Abs(p - a) <= Math.Abs(p - b) && Math.Abs(p - a) <= Math.Abs(p - c) ? a : Math.Abs(p - b) <= Math.Abs(p - c) ? b : c;
            int prediction = filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => paeth, _ => 0 };
            filtered[i + 1] = (byte)(row[i] - prediction);
        }

        stream.Write(filtered);
    }

    private static void WriteChunk(Stream stream, string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        stream.Write(number);
    }

    /// <summary>The check sum bit by bit, as the standard defines it.</summary>
    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
