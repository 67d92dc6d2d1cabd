using System.Buffers.Binary;
using System.IO.Compression;

namespace RetSam.Inference;

/// <summary>Writes a zip whose bytes depend on nothing but the names and bytes of its files.</summary>
internal static class ReproducibleZip
{
    private const int EndRecordLength = 22;
    private const int TableRecordLength = 46;

    /// <summary>The manifest first, so that a reader of the stream meets it first; then the others by name.</summary>
    public static void Write(PackageFiles files, Stream zip)
    {
        string[] names = [ModelPackage.ManifestFileName, .. files.Names.Where(n => n != ModelPackage.ManifestFileName).Order(StringComparer.Ordinal)];
        if (names.Sum(n => files.FindLength(n) ?? 0) > uint.MaxValue - (1 << 20))
        {
            throw new ModelPackageException("The files have more than the 4 GiB that a zip can hold. Keep the package as a folder.");
        }

        long start = zip.Position;
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                entry.ExternalAttributes = 0;
                using Stream content = entry.Open();
                files.CopyTo(name, content);
            }
        }

        ForgetSystem(zip, start, names.Length);
    }

    /// <summary>The table of contents says of every file which system wrote it; 0, the oldest, is true of nothing and the same everywhere.</summary>
    private static void ForgetSystem(Stream zip, long start, int count)
    {
        Span<byte> record = stackalloc byte[TableRecordLength];
        zip.Position = zip.Length - EndRecordLength;
        zip.ReadExactly(record[..EndRecordLength]);
        long position = start + BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        for (int i = 0; i < count; i++)
        {
            zip.Position = position;
            zip.ReadExactly(record);
            zip.Position = position + 5;
            zip.WriteByte(0);
            position += TableRecordLength + BinaryPrimitives.ReadUInt16LittleEndian(record[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(record[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        }

        zip.Position = zip.Length;
    }
}
