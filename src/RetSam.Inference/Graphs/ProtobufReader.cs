using System.Buffers.Binary;
using System.Text;

namespace RetSam.Inference;

/// <summary>Walks the fields of one protobuf message; allocates nothing and never reads past its span.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _start;
    private int _position;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the current field is length-delimited: <see cref="Bytes"/> and <see cref="Text"/> hold it, else <see cref="Number"/>.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>The content of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The value of a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The content of a length-delimited field as text; what is no UTF-8 is replaced.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The current field as it stands in the message, with its number and length, to be copied as it is.</summary>
    public readonly ReadOnlySpan<byte> Raw => _message[_start.._position];

    /// <summary>A text field of a message; empty where it is not there, the last where it stands several times.</summary>
    /// <exception cref="FormatException">The message is damaged.</exception>
    public static string FindText(ReadOnlySpan<byte> message, int field)
    {
        string text = "";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            text = reader.Field == field && reader.IsBytes ? reader.Text : text;
        }

        return text;
    }

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="FormatException">The message is damaged.</exception>
    public bool Next()
    {
        if (_position >= _message.Length)
        {
            return false;
        }

        _start = _position;
        ulong tag = Varint();
        ulong field = tag >> 3;
        if (field is 0 or > 0x1FFF_FFFF)
        {
            throw new FormatException($"a field numbered {field} stands at byte {_position}.");
        }

        Field = (int)field;
        IsBytes = false;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take(Varint());
                IsBytes = true;
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new FormatException($"a field of unknown kind {tag & 7} stands at byte {_position}.");
        }

        return true;
    }

    /// <summary>The whole numbers of a repeated field, which may stand one by one or packed together.</summary>
    public readonly void AddNumbersTo(List<long> numbers)
    {
        if (!IsBytes)
        {
            numbers.Add((long)Number);
            return;
        }

        var packed = new ProtobufReader(Bytes);
        while (packed._position < packed._message.Length)
        {
            numbers.Add((long)packed.Varint());
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
        {
            throw new FormatException($"a field of {length} bytes stands where {_message.Length - _position} are left.");
        }

        ReadOnlySpan<byte> taken = _message.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException($"a number of more than 64 bits stands at byte {_position}.");
    }
}
