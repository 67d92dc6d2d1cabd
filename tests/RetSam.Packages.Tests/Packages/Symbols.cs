using System.Reflection.Metadata;

namespace RetSam.Packages.Tests.Packages;

/// <summary>What a portable PDB says of the sources.</summary>
internal static class Symbols
{
    // The kinds of the Portable PDB specification.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The sources that are named and not carried.</summary>
    public static IEnumerable<string> SourcesNotEmbedded(byte[] pdb)
    {
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        MetadataReader reader = provider.GetMetadataReader();
        HashSet<EntityHandle> embedded =
        [
            .. reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(i => reader.GetGuid(i.Kind) == EmbeddedSource).Select(i => i.Parent),
        ];
        Assert.NotEmpty(reader.Documents);
        return [.. reader.Documents.Where(d => !embedded.Contains(d)).Select(d => reader.GetString(reader.GetDocument(d).Name))];
    }
}
