using System.Diagnostics;
using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests.Packages;

/// <summary>The packages that <c>dotnet pack</c> wrote of this commit.</summary>
internal static class PackedPackages
{
    /// <summary>Every package of the repository.</summary>
    public static readonly string[] Names =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    /// <summary>Where they are.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "packages");

    private static readonly Lazy<string?> Problem = new(FindProblem);

    /// <summary>Skips the test, visibly, unless every package was packed of this commit.</summary>
    public static void SkipUnlessPacked() => Assert.SkipWhen(Problem.Value is not null, $"{Problem.Value}: run dotnet pack -c Release.");

    /// <summary>Opens a package.</summary>
    public static PackedPackage Open(string name) => new(FindFile(name) ?? throw new FileNotFoundException($"No package of {name} in {Folder}."));

    private static string? FindProblem()
    {
        string commit = Head();
        foreach (string name in Names)
        {
            if (FindFile(name) is not { } file)
            {
                return $"{name} is not packed";
            }

            using var package = new PackedPackage(file);
            if (package.Commit != commit)
            {
                return $"{name} was packed of another commit";
            }
        }

        return null;
    }

    /// <summary>The newest file of a package. A digit follows the name: RetSam.Core is not RetSam.Core.Something.</summary>
    private static string? FindFile(string name)
        => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"{name}.*.nupkg").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[name.Length + 1])).MaxBy(File.GetLastWriteTimeUtc) : null;

    private static string Head()
    {
        using Process git = Process.Start(new ProcessStartInfo("git", ["rev-parse", "HEAD"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
