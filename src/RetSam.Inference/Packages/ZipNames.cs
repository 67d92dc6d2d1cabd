using System.IO.Compression;

namespace RetSam.Inference;

/// <summary>
/// Refuses a zip for the names in its table, read or not: a name that some unpacker would follow out of its folder, or that two
/// systems would take for two different files, stands only in a zip that was made to do harm.
/// </summary>
internal static class ZipNames
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixLink = 0xA000;

    /// <exception cref="ModelPackageException">A name is unsafe.</exception>
    public static void Check(IEnumerable<ZipArchiveEntry> entries)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ZipArchiveEntry entry in entries)
        {
            string name = entry.FullName;
            string? fault = Find(name, entry) ?? (names.Add(name) ? null : "stands more than once, or beside a name that differs only in case");
            if (fault is not null)
            {
                throw new ModelPackageException($"The zip's '{PrintableText.Of(name)}' {fault}.");
            }
        }
    }

    private static string? Find(string name, ZipArchiveEntry entry) => name switch
    {
        "" => "has no name",
        _ when name.Any(char.IsControl) => "has control characters in its name",
        _ when name.Contains('\\') => "has a backslash in its name, which is a folder on some systems",
        _ when name.Contains(':') => "has a colon in its name, which is a drive or a stream on some systems",
        _ when name[0] == '/' => "is an absolute path",
        _ when name.Split('/').Any(part => part is "." or "..") => "leads out of the package",
        _ when (entry.ExternalAttributes >> 16 & UnixTypeMask) == UnixLink => "is a symbolic link",
        _ when entry.IsEncrypted => "is encrypted",
        _ => null,
    };
}
