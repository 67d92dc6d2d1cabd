using System.Buffers.Binary;

namespace RetSam.Imaging.Skia;

/// <summary>Walks the chunks of a PNG file, checking lengths and check sums.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = PngHeader.SignatureLength;

    /// <summary>The current chunk's four letters.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>Where the current chunk's data begin in the file.</summary>
    public int DataOffset { get; private set; }

    public int DataLength { get; private set; }

    public readonly ReadOnlySpan<byte> Data => _file.Slice(DataOffset, DataLength);

    /// <summary>Goes to the next chunk; false after the last, IEND.</summary>
    /// <exception cref="FundusImageException">The file ends before IEND, or a check sum is wrong.</exception>
    public bool MoveNext()
    {
        if (Type.SequenceEqual("IEND"u8))
        {
            return false;
        }

        if (_file.Length - _position < 12)
        {
            throw Truncated();
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_file[_position..]);
        if (length > _file.Length - _position - 12)
        {
            throw Truncated();
        }

        Type = _file.Slice(_position + 4, 4);
        DataOffset = _position + 8;
        DataLength = (int)length;
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(_file[(DataOffset + DataLength)..]);
        if (stored != Crc32.Of(_file.Slice(_position + 4, 4 + DataLength)))
        {
            throw new FundusImageException("The PNG file is damaged: a chunk's check sum is wrong.");
        }

        _position = DataOffset + DataLength + 4;
        return true;
    }

    private static FundusImageException Truncated() => new("The PNG file is truncated: it ends before its last chunk.");
}
