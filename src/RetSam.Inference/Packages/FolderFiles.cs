namespace RetSam.Inference;

/// <summary>A package in a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderFiles(string folder) : PackageFiles
{
    public override string Folder { get; } = Path.GetFullPath(folder);

    public override IEnumerable<string> Names
        => new DirectoryInfo(Folder).EnumerateFileSystemInfos().Select(f => f is DirectoryInfo ? f.Name + "/" : f.Name).Order(StringComparer.Ordinal);

    public override long? FindLength(string name)
    {
        // A file's length may be asked of a link, which has its own; what is read is what it leads to.
        if (!File.Exists(PathOf(name)))
        {
            return null;
        }

        using Stream file = Open(name);
        return file.Length;
    }

    public override bool IsLink(string name) => new FileInfo(PathOf(name)).LinkTarget is not null;

    public override Stream Open(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private string PathOf(string name) => Path.Combine(Folder, name);
}
