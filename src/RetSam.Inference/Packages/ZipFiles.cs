using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Inference;

/// <summary>
/// A package in a zip. Everything that a hostile zip could inflate is bounded before it is read: the zip itself, its table of contents,
/// and each file by its declared length, its ratio of compression and a limit.
/// </summary>
internal sealed class ZipFiles : PackageFiles
{
    /// <summary>The end record of a zip: 22 bytes and a comment of up to 65535.</summary>
    private const int EndRecordLength = 22;

    /// <summary>Below this nothing is a bomb.</summary>
    private const int SmallFile = 64 * 1024;

    private readonly ZipArchive _archive;
    private readonly ModelPackageLimits _limits;

    private ZipFiles(ZipArchive archive, ModelPackageLimits limits)
    {
        _archive = archive;
        _limits = limits;
    }

    public override IEnumerable<string> Names => _archive.Entries.Select(e => e.FullName);

    /// <param name="stream">The zip, which is left open.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ModelPackageException">The zip is damaged, beyond the limits or holds unsafe names.</exception>
    public static ZipFiles Open(Stream stream, ModelPackageLimits limits)
    {
        Stream zip = stream.CanSeek ? stream : Buffer(stream, limits.MaxBufferedBytes);
        if (zip.Length - zip.Position > limits.MaxZipBytes)
        {
            throw new ModelPackageException($"The zip has {zip.Length - zip.Position} bytes, more than the limit of {limits.MaxZipBytes}.");
        }

        CheckTable(zip, limits);
        try
        {
            var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            ZipNames.Check(archive.Entries);
            return new ZipFiles(archive, limits);
        }
        catch (InvalidDataException cause)
        {
            throw new ModelPackageException($"The zip is damaged: {cause.Message}", cause);
        }
    }

    public override long? FindLength(string name) => _archive.GetEntry(name)?.Length;

    /// <exception cref="ModelPackageException">The file would grow beyond what models do.</exception>
    public override Stream Open(string name)
    {
        ZipArchiveEntry entry = _archive.GetEntry(name)!;
        if (entry.Length > SmallFile && entry.Length > (Int128)entry.CompressedLength * _limits.MaxCompressionRatio)
        {
            throw new ModelPackageException(
                $"'{name}' would grow from {entry.CompressedLength} to {entry.Length} bytes, more than {_limits.MaxCompressionRatio} times: that is no model.");
        }

        return entry.Open();
    }

    public override void Dispose()
    {
        _archive.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// Looks at the end record before the archive is opened, because opening reads the whole table of contents into objects: a zip
    /// that is nothing but table would take many times its size in memory.
    /// </summary>
    private static void CheckTable(Stream zip, ModelPackageLimits limits)
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
        if (isZip64 || tableStart > recordStart || recordStart - tableStart > limits.MaxTableBytes || entries > limits.MaxFiles)
        {
            throw new ModelPackageException(
                $"The zip's table of contents is damaged, larger than {limits.MaxTableBytes} bytes, of more than {limits.MaxFiles} files or in Zip64. "
                + "A package holds a few files; one beyond 4 GiB is kept as a folder.");
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
