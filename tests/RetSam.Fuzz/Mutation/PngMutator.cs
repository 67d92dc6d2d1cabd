using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RetSam.Fuzz;

/// <summary>Damages the chunks of a PNG and what is deflated in them, and sets the check sums right again, or not.</summary>
internal sealed class PngMutator : IStructuredMutator
{
    private const int SignatureLength = 8;

    private static readonly string[] Types = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "zTXt", "iTXt", "tEXt", "iCCP", "eXIf", "gAMA", "sBIT", "acTL", "fcTL", "fdAT", "hIST", "zzZz"];

    public byte[] Mutate(byte[] input, Random random)
    {
        List<(string Type, byte[] Data)> chunks = Split(input);
        if (chunks.Count == 0)
        {
            return input;
        }

        int at = random.Next(chunks.Count);
        (string type, byte[] data) = chunks[at];
        switch (random.Next(6))
        {
            case 0:
                Pieces.Rearrange(chunks, random);
                break;
            case 1:
                chunks[at] = (Types[random.Next(Types.Length)], data);
                break;
            case 2:
                chunks.Insert(at, (Types[random.Next(4, Types.Length)], [.. "key\0\0\0\0\0"u8, .. Deflate(new byte[1 << random.Next(16)])]));
                break;
            case 3:
                MutateHeader(chunks, random);
                break;
            case 4:
                MutatePixels(chunks, random);
                break;
            default:
                chunks[at] = (type, Havoc.Touch(data, random));
                break;
        }

        return Join(input, chunks, breakSum: random.Next(16) == 0);
    }

    private static void MutateHeader(List<(string Type, byte[] Data)> chunks, Random random)
    {
        int at = chunks.FindIndex(c => c is { Type: "IHDR", Data.Length: 13 });
        if (at >= 0)
        {
            byte[] data = [.. chunks[at].Data];
            if (random.Next(2) == 0)
            {
                int side = 4 * random.Next(2);
                BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(side), (int)Extremes.Near(BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(side)), random));
            }
            else
            {
                data[8 + random.Next(5)] = (byte)random.Next(random.Next(2) == 0 ? 17 : 256);
            }

            chunks[at] = ("IHDR", data);
        }
    }

    /// <summary>Damages the rows themselves, or lets them be too few or too many.</summary>
    private static void MutatePixels(List<(string Type, byte[] Data)> chunks, Random random)
    {
        int at = chunks.FindIndex(c => c.Type == "IDAT");
        if (at < 0)
        {
            return;
        }

        byte[] rows = Inflate([.. chunks.Where(c => c.Type == "IDAT").SelectMany(c => c.Data)]);
        byte[] changed = random.Next(4) switch
        {
            0 => rows[..random.Next(rows.Length + 1)],
            1 => [.. rows, .. new byte[1 << random.Next(20)]],
            _ => Havoc.Touch(rows, random),
        };
        chunks.RemoveAll(c => c.Type == "IDAT");
        chunks.Insert(Math.Min(at, chunks.Count), ("IDAT", Deflate(changed)));
    }

    internal static List<(string Type, byte[] Data)> Split(byte[] png)
    {
        var chunks = new List<(string, byte[])>();
        int at = SignatureLength;
        while (png.Length - at >= 12)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at)), (uint)(png.Length - at - 12));
            chunks.Add((Encoding.Latin1.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        return chunks;
    }

    internal static byte[] Join(byte[] png, List<(string Type, byte[] Data)> chunks, bool breakSum)
    {
        using var file = new MemoryStream();
        file.Write(png.AsSpan(0, Math.Min(SignatureLength, png.Length)));
        Span<byte> number = stackalloc byte[4];
        foreach ((string type, byte[] data) in chunks)
        {
            byte[] body = [.. Encoding.Latin1.GetBytes(type), .. data];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, RetSam.Imaging.Skia.Crc32.Of(body) + (breakSum ? 1u : 0));
            file.Write(number);
        }

        return file.ToArray();
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            deflate.Write(data);
        }

        return packed.ToArray();
    }

    private static byte[] Inflate(byte[] data)
    {
        using var plain = new MemoryStream();
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            byte[] buffer = new byte[1 << 14];
            for (int read; plain.Length < 1 << 20 && (read = inflate.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // As far as it goes.
        }

        return plain.ToArray();
    }
}
