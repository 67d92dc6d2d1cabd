using System.Reflection;

namespace RetSam.Inference;

/// <summary>A package embedded in an assembly, as resources whose names begin alike.</summary>
internal sealed class ResourceFiles(Assembly assembly, string prefix) : PackageFiles
{
    public override IEnumerable<string> Names
        => assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]).Order(StringComparer.Ordinal);

    public override long? FindLength(string name)
    {
        using Stream? resource = assembly.GetManifestResourceStream(prefix + name);
        return resource?.Length;
    }

    public override Stream Open(string name)
        => assembly.GetManifestResourceStream(prefix + name) ?? throw new FileNotFoundException($"There is no embedded '{prefix}{name}'.");
}
