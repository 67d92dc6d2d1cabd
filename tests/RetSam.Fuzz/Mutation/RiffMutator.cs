using System.Buffers.Binary;
using System.Text;

namespace RetSam.Fuzz;

/// <summary>Damages the chunks of a RIFF file (WebP), and sets the file's length right again.</summary>
internal sealed class RiffMutator : IStructuredMutator
{
    private static readonly string[] Types = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "ICCP", "XMP "];

    public byte[] Mutate(byte[] input, Random random)
    {
        List<(string Type, byte[] Data)> chunks = Split(input);
        if (chunks.Count == 0)
        {
            return input;
        }

        int at = random.Next(chunks.Count);
        (string type, byte[] data) = chunks[at];
        switch (random.Next(4))
        {
            case 0:
                Pieces.Rearrange(chunks, random);
                break;
            case 1:
                chunks.Insert(at, (Types[random.Next(Types.Length)], random.Next(2) == 0 ? data : new byte[random.Next(40)]));
                break;
            case 2:
                chunks.Insert(0, ("VP8X", [(byte)random.Next(256), 0, 0, 0, (byte)random.Next(256), (byte)random.Next(3), 0, (byte)random.Next(256), (byte)random.Next(3), 0]));
                break;
            default:
                chunks[at] = (type, Havoc.Touch(data, random));
                break;
        }

        return Join(chunks);
    }

    private static List<(string Type, byte[] Data)> Split(byte[] riff)
    {
        var chunks = new List<(string, byte[])>();
        int at = 12;
        while (riff.Length - at >= 8)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(riff.AsSpan(at + 4)), (uint)(riff.Length - at - 8));
            chunks.Add((Encoding.Latin1.GetString(riff, at, 4), riff[(at + 8)..(at + 8 + length)]));
            at += 8 + length + (length & 1);
        }

        return chunks;
    }

    private static byte[] Join(List<(string Type, byte[] Data)> chunks)
    {
        using var file = new MemoryStream();
        file.Write("RIFF\0\0\0\0WEBP"u8);
        Span<byte> number = stackalloc byte[4];
        foreach ((string type, byte[] data) in chunks)
        {
            file.Write(Encoding.Latin1.GetBytes(type));
            BinaryPrimitives.WriteInt32LittleEndian(number, data.Length);
            file.Write(number);
            file.Write(data);
            file.Write(new byte[data.Length & 1]);
        }

        byte[] riff = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(riff.AsSpan(4), riff.Length - 8);
        return riff;
    }
}
