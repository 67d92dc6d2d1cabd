using System.Buffers.Binary;
using System.Text;

namespace RetSam.Fuzz;

/// <summary>Damages bytes of any format, as AFL does: some of many small operations on each other.</summary>
internal static class Havoc
{
    private const int Longest = 1 << 18;

    /// <param name="input">What to damage.</param>
    /// <param name="other">Another input, to be spliced in.</param>
    /// <param name="tokens">Words of the format.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Mutate(byte[] input, byte[] other, IReadOnlyList<string>? tokens, Random random)
    {
        byte[] bytes = [.. input];
        for (int left = 1 << random.Next(5); left > 0; left--)
        {
            bytes = Step(bytes, other, tokens, random);
        }

        return bytes;
    }

    /// <summary>Damages one or two places of a piece and leaves its length.</summary>
    public static byte[] Touch(ReadOnlySpan<byte> input, Random random)
    {
        byte[] bytes = input.ToArray();
        for (int left = random.Next(1, 3); left > 0 && bytes.Length > 0; left--)
        {
            Overwrite(bytes, random);
        }

        return bytes;
    }

    private static byte[] Step(byte[] bytes, byte[] other, IReadOnlyList<string>? tokens, Random random)
    {
        if (bytes.Length == 0)
        {
            return [.. other.AsSpan(0, random.Next(other.Length + 1))];
        }

        int at = random.Next(bytes.Length);
        int length = Length(bytes.Length - at, random);
        switch (random.Next(tokens is null ? 10 : 14))
        {
            case 0:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 1 when bytes.Length + length < Longest:
                int to = random.Next(bytes.Length);
                return [.. bytes.AsSpan(0, to), .. bytes.AsSpan(at, length), .. bytes.AsSpan(to)];
            case 2:
                bytes.AsSpan(at, length).CopyTo(bytes.AsSpan(random.Next(bytes.Length - length + 1)));
                return bytes;
            case 3 when other.Length > 0 && bytes.Length < Longest:
                int from = random.Next(other.Length);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Length(other.Length - from, random)), .. bytes.AsSpan(random.Next(2) == 0 ? at : at + length)];
            case 4 when random.Next(4) == 0:
                return bytes[..at];
            case >= 10:
                byte[] token = Encoding.UTF8.GetBytes(tokens![random.Next(tokens.Count)]);
                return [.. bytes.AsSpan(0, at), .. token, .. bytes.AsSpan(random.Next(2) == 0 ? at : Math.Min(bytes.Length, at + token.Length))];
            default:
                Overwrite(bytes, random);
                return bytes;
        }
    }

    private static void Overwrite(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length);
        Span<byte> rest = bytes.AsSpan(at);
        switch (random.Next(6))
        {
            case 0:
                rest[0] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                rest[0] = (byte)random.Next(256);
                break;
            case 2:
                rest[0] = (byte)Extremes.Near(rest[0], random);
                break;
            case 3 when rest.Length >= 2:
                ushort two = (ushort)Extremes.Near(BinaryPrimitives.ReadUInt16LittleEndian(rest), random);
                BinaryPrimitives.WriteUInt16LittleEndian(rest, random.Next(2) == 0 ? two : BinaryPrimitives.ReverseEndianness(two));
                break;
            case 4 when rest.Length >= 4:
                uint four = (uint)Extremes.Near(BinaryPrimitives.ReadUInt32LittleEndian(rest), random);
                BinaryPrimitives.WriteUInt32LittleEndian(rest, random.Next(2) == 0 ? four : BinaryPrimitives.ReverseEndianness(four));
                break;
            default:
                rest[..Length(rest.Length, random)].Fill((byte)random.Next(256));
                break;
        }
    }

    /// <summary>A length, small more often than large.</summary>
    private static int Length(int most, Random random) => most <= 1 ? most : 1 + random.Next(Math.Min(most, 1 << random.Next(1, 12)));
}
