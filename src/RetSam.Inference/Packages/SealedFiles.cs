namespace RetSam.Inference;

/// <summary>The files of a folder with another manifest than the one that lies there.</summary>
internal sealed class SealedFiles(FolderFiles folder, byte[] manifest) : PackageFiles
{
    public override string Folder => folder.Folder;

    public override IEnumerable<string> Names => folder.Names;

    public override long? FindLength(string name) => name == ModelPackage.ManifestFileName ? manifest.Length : folder.FindLength(name);

    public override bool IsLink(string name) => folder.IsLink(name);

    public override Stream Open(string name) => name == ModelPackage.ManifestFileName ? new MemoryStream(manifest) : folder.Open(name);
}
