using System.IO.Enumeration;

namespace RetSam.Cli;

/// <summary>
/// Turns the arguments of a command into files. A folder stands for the images directly inside it; <c>*</c> and <c>?</c> stand for part
/// of a name and <c>**</c> for any number of folders; a file that exists is always itself, whatever its name. A file that is named
/// twice is taken once; an argument that stands for nothing is an input that failed. Folders and patterns pass over the masks and
/// overlays that an earlier run wrote to the output folder.
/// </summary>
internal static class InputExpander
{
    private static readonly HashSet<string> ImageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".pgm", ".pnm",
    };

    private static readonly EnumerationOptions OneFolder = new() { MatchType = MatchType.Simple, AttributesToSkip = FileAttributes.System };

    /// <summary>All inputs, in the order of the arguments and, inside a folder or pattern, of their paths.</summary>
    public static IReadOnlyList<InputFile> Expand(IEnumerable<string> arguments, string? outputFolder = null)
    {
        string? output = outputFolder is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var inputs = new List<InputFile>();
        foreach (string argument in arguments)
        {
            inputs.AddRange(ExpandOne(argument, output).Where(input => seen.Add(Path.GetFullPath(input.Path))));
        }

        return inputs;
    }

    private static InputFile[] ExpandOne(string argument, string? output)
    {
        if (File.Exists(argument))
        {
            return [new InputFile(argument, null)];
        }

        if (Directory.Exists(argument))
        {
            return Found(Directory.EnumerateFiles(argument, "*", OneFolder).Where(path => IsImage(path) && !IsOutput(path, output)), argument, "the folder holds no image");
        }

        return argument.AsSpan().ContainsAny('*', '?')
            ? Found(Match(argument).Where(path => !IsOutput(path, output)), argument, "no image matches the pattern")
            // A misspelt option is taken for an input, as a command takes any number of these.
            : [new InputFile(argument, argument.StartsWith('-') ? "no such option, file or folder" : "no such file or folder")];
    }

    private static InputFile[] Found(IEnumerable<string> paths, string argument, string otherwise)
    {
        try
        {
            InputFile[] files = [.. paths.Order(StringComparer.Ordinal).Select(path => new InputFile(path, null))];
            return files.Length > 0 ? files : [new InputFile(argument, otherwise)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new InputFile(argument, FailureReason.Of(e))];
        }
    }

    private static bool IsImage(string path) => ImageExtensions.Contains(Path.GetExtension(path));

    private static bool IsOutput(string path, string? output)
    {
        if (output is null)
        {
            return false;
        }

        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder == Path.Combine(output, "masks") || (folder == output && path.EndsWith(".overlay.png", StringComparison.Ordinal));
    }

    /// <summary>The files a pattern stands for. A pattern that names no extension finds images only.</summary>
    private static IEnumerable<string> Match(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] parts = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        string last = parts[^1] == "**" ? "*" : parts[^1];
        foreach (string part in parts[^1] == "**" ? parts : parts[..^1])
        {
            folders = folders.SelectMany(folder => Descend(folder, part));
        }

        bool imagesOnly = Path.GetExtension(last).AsSpan().Trim(".*?").IsEmpty;
        return folders.Distinct(StringComparer.Ordinal)
            .SelectMany(folder => FilesOf(folder, last))
            .Where(path => !imagesOnly || IsImage(path));
    }

    private static IEnumerable<string> Descend(string folder, string part)
    {
        if (part == "**")
        {
            return AllFoldersFrom(folder);
        }

        string direct = Path.Combine(folder, part);
        return part.AsSpan().ContainsAny('*', '?') ? FoldersOf(folder).Where(f => IsMatch(part, f))
            : Directory.Exists(direct) ? [direct]
            : [];
    }

    private static IEnumerable<string> AllFoldersFrom(string folder)
        => FoldersOf(folder).Where(f => !File.GetAttributes(f).HasFlag(FileAttributes.ReparsePoint)).SelectMany(AllFoldersFrom).Prepend(folder);

    private static IEnumerable<string> FoldersOf(string folder)
        => Directory.EnumerateDirectories(OrHere(folder), "*", OneFolder).Select(path => Path.Combine(folder, Path.GetFileName(path)));

    private static IEnumerable<string> FilesOf(string folder, string pattern)
        => Directory.EnumerateFiles(OrHere(folder), "*", OneFolder).Where(path => IsMatch(pattern, path)).Select(path => Path.Combine(folder, Path.GetFileName(path)));

    private static string OrHere(string folder) => folder.Length == 0 ? "." : folder;

    private static bool IsMatch(string pattern, string path)
        => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path.AsSpan()), ignoreCase: OperatingSystem.IsWindows());
}
