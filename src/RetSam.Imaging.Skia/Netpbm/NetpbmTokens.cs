namespace RetSam.Imaging.Skia;

/// <summary>Walks the bytes of a PGM or PPM file: decimal numbers parted by white space and comments, or binary samples.</summary>
internal ref struct NetpbmTokens(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly int Left => _bytes.Length - _position;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw Truncated();
        }

        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    public int NextNumber(string what)
    {
        SkipSpaceAndComments();
        int start = _position;
        int value = 0;
        for (; _position < _bytes.Length && _bytes[_position] is >= (byte)'0' and <= (byte)'9'; _position++)
        {
            value = value * 10 + (_bytes[_position] - '0');
            if (value > 100_000_000)
            {
                throw new FundusImageException($"The PPM/PGM file is damaged: its {what} is over 100000000.");
            }
        }

        if (_position > start)
        {
            return value;
        }

        throw _position == _bytes.Length
            ? Truncated()
            : new FundusImageException($"The PPM/PGM file is damaged: byte {_position} should begin its {what}, a decimal number.");
    }

    private void SkipSpaceAndComments()
    {
        for (; _position < _bytes.Length; _position++)
        {
            byte value = _bytes[_position];
            if (value == '#')
            {
                int end = _bytes[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                _position = end < 0 ? _bytes.Length - 1 : _position + end;
            }
            else if (value is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0B or 0x0C))
            {
                return;
            }
        }
    }

    private static FundusImageException Truncated() => new("The PPM/PGM file is truncated: it ends before its last pixel.");
}
