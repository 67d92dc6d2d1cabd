using System.IO.Compression;

namespace RetSam.Fuzz;

/// <summary>Takes a zipped package apart, damages the manifest or the graph, and zips them again with the hash made right, so that damage is met behind it too.</summary>
internal sealed class ZipMutator : IStructuredMutator
{
    private static readonly JsonMutator Json = new();
    private static readonly ProtobufMutator Protobuf = new();

    public byte[] Mutate(byte[] input, Random random)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(input), ZipArchiveMode.Read);
            if (zip.Entries.Count < 2 || zip.Entries.Any(e => e.Length > 1 << 20))
            {
                return input;
            }

            byte[] manifest = Read(zip.Entries[0]);
            byte[] weights = Read(zip.Entries[1]);
            (manifest, weights) = random.Next(2) == 0 ? (Json.Mutate(manifest, random), weights) : (manifest, Protobuf.Mutate(weights, random));
            return ModelSeeds.Package(random.Next(8) == 0 ? manifest : ModelSeeds.Seal(manifest, weights), weights, (CompressionLevel)random.Next(3));
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return input;
        }
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
