using System.IO.Compression;
using System.Xml.Linq;

namespace RetSam.Packages.Tests.Packages;

/// <summary>A package and its symbols, opened.</summary>
internal sealed class PackedPackage : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly XElement _metadata;

    public PackedPackage(string path)
    {
        Path = path;
        _zip = ZipFile.OpenRead(path);
        ZipArchiveEntry nuspec = _zip.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal) && !e.FullName.Contains('/', StringComparison.Ordinal));
        using Stream stream = nuspec.Open();
        XElement package = XDocument.Load(stream).Root!;
        _metadata = package.Element(package.Name.Namespace + "metadata")!;
    }

    public string Path { get; }

    /// <summary>The file of its symbols.</summary>
    public string SymbolsPath => System.IO.Path.ChangeExtension(Path, ".snupkg");

    public string Version => this["version"]!;

    public string? Commit => Element("repository")?.Attribute("commit")?.Value;

    /// <summary>What it depends on.</summary>
    public IEnumerable<string> Dependencies => _metadata.Descendants(_metadata.Name.Namespace + "dependency").Select(d => d.Attribute("id")!.Value);

    public IEnumerable<string> Files => _zip.Entries.Select(e => e.FullName);

    /// <summary>The text of an element of the nuspec.</summary>
    public string? this[string name] => Element(name)?.Value;

    public XElement? Element(string name) => _metadata.Element(_metadata.Name.Namespace + name);

    public byte[] Read(string file) => Read(_zip, file);

    /// <summary>The files with symbols, each by its name.</summary>
    public IEnumerable<(string Name, byte[] Content)> ReadSymbols()
    {
        using ZipArchive symbols = ZipFile.OpenRead(SymbolsPath);
        foreach (string name in symbols.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".pdb", StringComparison.Ordinal)).ToArray())
        {
            yield return (name, Read(symbols, name));
        }
    }

    public void Dispose() => _zip.Dispose();

    private static byte[] Read(ZipArchive zip, string file)
    {
        using Stream stream = (zip.GetEntry(file) ?? throw new FileNotFoundException($"{file} is not in the package.")).Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
