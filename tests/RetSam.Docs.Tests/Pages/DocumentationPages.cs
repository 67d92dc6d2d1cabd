using RetSam.Sdk.Tests;

namespace RetSam.Docs.Tests.Pages;

/// <summary>The pages that are written for users, and all pages of the repository.</summary>
internal static class DocumentationPages
{
    private static readonly string[] BuildFolders = ["artifacts", "bin", "obj", "out", "TestResults"];

    /// <summary>Every page in the repository, by its path from the root.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Find(Repository.Root).Select(Name).Order(StringComparer.Ordinal)];

    /// <summary>The pages whose code is compiled: the README, those of the packages, and docs.</summary>
    public static IEnumerable<string> ForUsers => All.Where(page =>
        page is "README.md" || page.StartsWith("docs/", StringComparison.Ordinal) || (page.StartsWith("src/", StringComparison.Ordinal) && page.EndsWith("/README.md", StringComparison.Ordinal)));

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Find(string folder)
    {
        foreach (string page in Directory.EnumerateFiles(folder, "*.md"))
        {
            yield return page;
        }

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            string name = Path.GetFileName(inner);
            if (name.StartsWith('.') || BuildFolders.Contains(name))
            {
                continue;
            }

            foreach (string page in Find(inner))
            {
                yield return page;
            }
        }
    }
}
