namespace RetSam.Fuzz;

/// <summary>Damages fields of protobuf messages at any depth, and sets the lengths around them right again.</summary>
internal sealed class ProtobufMutator : IStructuredMutator
{
    private const int MaxDepth = 12;

    public byte[] Mutate(byte[] input, Random random) => Mutate(input, random, 0);

    private static byte[] Mutate(ReadOnlySpan<byte> message, Random random, int depth)
    {
        List<Field>? fields = Split(message);
        if (fields is null or { Count: 0 } || random.Next(10) == 0)
        {
            return Havoc.Touch(message, random);
        }

        int at = random.Next(fields.Count);
        Field field = fields[at];
        switch (random.Next(8))
        {
            case 0:
                Pieces.Rearrange(fields, random);
                break;
            case 1:
                fields[at] = field with { Number = (ulong)random.Next(1, 27) };
                break;
            case 2 when field.Content is not null && depth < MaxDepth:
                // Into itself, and again.
                byte[] nested = field.Content;
                for (int left = random.Next(1, 40); left > 0 && nested.Length < 1 << 16; left--)
                {
                    nested = Join([field with { Content = nested }]);
                }

                fields[at] = field with { Content = nested };
                break;
            case 3 when field.Content is null:
                fields[at] = field with { Value = (ulong)Extremes.Near((long)field.Value, random) };
                break;
            default:
                fields[at] = field.Content is null || depth == MaxDepth
                    ? field with { Value = (ulong)Extremes.Next(random) }
                    : field with { Content = Mutate(field.Content, random, depth + 1) };
                break;
        }

        return Join(fields);
    }

    /// <summary>The fields; <see langword="null"/> where the bytes are no message.</summary>
    private static List<Field>? Split(ReadOnlySpan<byte> message)
    {
        var fields = new List<Field>();
        while (!message.IsEmpty)
        {
            if (!TryVarint(ref message, out ulong tag) || tag >> 3 is 0 or > 1000)
            {
                return null;
            }

            ulong value = 0;
            byte[]? content = null;
            switch (tag & 7)
            {
                case 0 when TryVarint(ref message, out value):
                    break;
                case 2 when TryVarint(ref message, out ulong length) && length <= (ulong)message.Length:
                    content = message[..(int)length].ToArray();
                    message = message[(int)length..];
                    break;
                default:
                    return null;
            }

            fields.Add(new Field(tag >> 3, value, content));
        }

        return fields;
    }

    private static byte[] Join(List<Field> fields)
    {
        var bytes = new List<byte>();
        foreach (Field field in fields)
        {
            AddVarint(bytes, field.Number << 3 | (field.Content is null ? 0u : 2u));
            AddVarint(bytes, field.Content is null ? field.Value : (ulong)field.Content.Length);
            bytes.AddRange(field.Content ?? []);
        }

        return [.. bytes];
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << 7 * i;
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static void AddVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private sealed record Field(ulong Number, ulong Value, byte[]? Content);
}
