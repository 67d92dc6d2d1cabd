using System.Buffers.Binary;

namespace RetSam.Imaging.Skia;

/// <summary>
/// The first directory of a TIFF or BigTIFF file, read by hand before the library sees the file: every array must lie inside the
/// file, so that the library cannot be talked into allocating what the file does not hold.
/// </summary>
internal sealed class TiffDirectory
{
    // Photographs have some 20 entries; cameras add tens of private ones.
    private const int MaxEntries = 1024;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<int, Entry> _entries = [];
    private readonly bool _big;

    private TiffDirectory(ReadOnlyMemory<byte> file)
    {
        _file = file;
        ReadOnlySpan<byte> bytes = file.Span;
        Require(0, 8);
        IsLittleEndian = bytes[0] == 'I';
        _big = UInt16(2) == 43;
        if (_big)
        {
            Require(0, 16);
        }

        long start = _big ? Int64(8) : UInt32(4);
        long count = _big ? Int64(Require(start, 8)) : UInt16(Require(start, 2));
        if (count is < 1 or > MaxEntries)
        {
            throw new FundusImageException($"The TIFF file is damaged: its directory says that it has {count} entries; 1 to {MaxEntries} are believed.");
        }

        long entry = start + (_big ? 8 : 2);
        int entrySize = _big ? 20 : 12;
        Require(entry, count * entrySize);
        for (int i = 0; i < count; i++, entry += entrySize)
        {
            Add((int)entry);
        }
    }

    /// <summary>Whether the file's numbers have their low byte first.</summary>
    public bool IsLittleEndian { get; }

    /// <summary>Reads the first directory.</summary>
    /// <exception cref="FundusImageException">It does not lie inside the file.</exception>
    public static TiffDirectory Read(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>How many numbers a tag holds; 0 when it is absent.</summary>
    public long Count(int tag) => _entries.TryGetValue(tag, out Entry entry) ? entry.Count : 0;

    /// <summary>A tag's number; the fallback when the tag is absent or not an integer.</summary>
    public long Get(int tag, long fallback, long index = 0)
    {
        if (!_entries.TryGetValue(tag, out Entry entry) || index >= entry.Count)
        {
            return fallback;
        }

        long at = entry.Offset + index * SizeOf(entry.Type);
        return entry.Type switch
        {
            1 or 6 or 7 => _file.Span[(int)at],
            3 or 8 => UInt16(at),
            4 or 9 or 13 => UInt32(at),
            16 or 17 or 18 => Int64(at),
            _ => fallback,
        };
    }

    private void Add(int at)
    {
        int type = UInt16(at + 2);
        long count = _big ? Int64(at + 4) : UInt32(at + 4);
        int size = SizeOf(type);
        if (size == 0)
        {
            // A type from after this was written: readers must skip it (TIFF 6.0, page 16).
            return;
        }

        int inline = _big ? 8 : 4;
        int value = at + (_big ? 12 : 8);
        if (count < 0 || count > _file.Length / size)
        {
            throw Truncated();
        }

        long offset = count * size <= inline ? value : _big ? Int64(value) : UInt32(value);
        Require(offset, count * size);
        _entries.TryAdd(UInt16(at), new Entry(type, count, offset));
    }

    private long Require(long offset, long length)
        => offset >= 0 && length >= 0 && length <= _file.Length && offset <= _file.Length - length ? offset : throw Truncated();

    private static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    private int UInt16(long at)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_file.Span[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(_file.Span[(int)at..]);

    private long UInt32(long at)
        => IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_file.Span[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(_file.Span[(int)at..]);

    private long Int64(long at)
        => IsLittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(_file.Span[(int)at..]) : BinaryPrimitives.ReadInt64BigEndian(_file.Span[(int)at..]);

    private static FundusImageException Truncated()
        => new("The TIFF file is truncated or damaged: its directory points outside the file.");

    private readonly record struct Entry(int Type, long Count, long Offset);
}
