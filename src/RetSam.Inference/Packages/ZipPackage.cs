using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Inference;

/// <summary>
/// Reads named files from the root of a zip and nothing else. Everything that a hostile zip could inflate is bounded before it is
/// read: the zip itself, its table of contents, and each file by its declared length, its ratio of compression and a limit.
/// </summary>
internal sealed class ZipPackage : IDisposable
{
    /// <summary>The end record of a zip: 22 bytes and a comment of up to 65535.</summary>
    private const int EndRecordLength = 22;

    /// <summary>The most bytes a table of contents may take: room for a few hundred files, where two are needed.</summary>
    private const int MaxTableBytes = 64 * 1024;

    /// <summary>Weights shrink by a tenth or so, JSON by ten; DEFLATE can reach a thousand, which only a bomb does.</summary>
    private const int MaxCompressionRatio = 100;

    /// <summary>Below this nothing is a bomb.</summary>
    private const int SmallFile = 64 * 1024;

    private readonly ZipArchive _archive;

    private ZipPackage(ZipArchive archive) => _archive = archive;

    public static ZipPackage Open(Stream stream, ModelPackageLimits limits)
    {
        Stream zip = stream.CanSeek ? stream : Buffer(stream, limits.MaxZipBytes);
        if (zip.Length - zip.Position > limits.MaxZipBytes)
        {
            throw new ModelPackageException($"The zip has {zip.Length - zip.Position} bytes, more than the limit of {limits.MaxZipBytes}.");
        }

        CheckTable(zip);
        try
        {
            return new ZipPackage(new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true));
        }
        catch (InvalidDataException cause)
        {
            throw new ModelPackageException($"The zip is damaged: {cause.Message}", cause);
        }
    }

    public byte[] Read(string name, int limit)
    {
        try
        {
            ZipArchiveEntry[] found = [.. _archive.Entries.Where(e => e.FullName == name)];
            if (found.Length != 1)
            {
                throw new ModelPackageException(
                    found.Length == 0
                        ? $"The zip holds no '{name}' at its root; it holds {string.Join(", ", _archive.Entries.Take(8).Select(e => $"'{JsonField.Printable(e.FullName)}'"))}."
                        : $"The zip holds '{name}' {found.Length} times.");
            }

            return Read(found[0], limit);
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or NotSupportedException)
        {
            throw new ModelPackageException($"'{name}' cannot be read from the zip: {cause.Message}", cause);
        }
    }

    public void Dispose() => _archive.Dispose();

    private static byte[] Read(ZipArchiveEntry entry, int limit)
    {
        if (entry.Length > limit)
        {
            throw new ModelPackageException($"'{entry.FullName}' has {entry.Length} bytes in the zip, more than the limit of {limit}.");
        }

        if (entry.Length > SmallFile && entry.Length / MaxCompressionRatio > entry.CompressedLength)
        {
            throw new ModelPackageException(
                $"'{entry.FullName}' would grow from {entry.CompressedLength} to {entry.Length} bytes, more than {MaxCompressionRatio} times: that is no model.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
        using Stream content = entry.Open();
        int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read != bytes.Length || content.ReadByte() >= 0)
        {
            throw new ModelPackageException($"'{entry.FullName}' is not as long as the zip's table says ({bytes.Length} bytes).");
        }

        return bytes;
    }

    /// <summary>
    /// Looks at the end record before the archive is opened, because opening reads the whole table of contents into objects: a zip
    /// that is nothing but table would take many times its size in memory.
    /// </summary>
    private static void CheckTable(Stream zip)
    {
        long start = zip.Position;
        int tailLength = (int)Math.Min(zip.Length - start, EndRecordLength + ushort.MaxValue);
        byte[] tail = new byte[tailLength];
        zip.Position = zip.Length - tailLength;
        zip.ReadExactly(tail);
        zip.Position = start;
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tailLength - end < EndRecordLength)
        {
            throw new ModelPackageException("This is no zip: its end record is missing. A package is a folder or a .zip that holds model.json and the .onnx file it names.");
        }

        ReadOnlySpan<byte> record = tail.AsSpan(end);
        ushort entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        uint tableStart = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        long recordStart = zip.Length - start - tailLength + end;
        bool isZip64 = entries == ushort.MaxValue || tableStart == uint.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) == ushort.MaxValue;
        if (isZip64 || tableStart > recordStart || recordStart - tableStart > MaxTableBytes)
        {
            throw new ModelPackageException(
                $"The zip's table of contents is damaged or larger than {MaxTableBytes} bytes. A package holds two files; Zip64 is not needed for it.");
        }
    }

    private static MemoryStream Buffer(Stream stream, long limit)
    {
        var buffer = new MemoryStream();
        byte[] chunk = new byte[81920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            if (buffer.Length + read > Math.Min(limit, Array.MaxLength))
            {
                throw new ModelPackageException($"The zip has more bytes than the limit of {Math.Min(limit, Array.MaxLength)}.");
            }

            buffer.Write(chunk, 0, read);
        }

        buffer.Position = 0;
        return buffer;
    }
}
