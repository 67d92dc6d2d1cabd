namespace RetSam.Biomarkers.Tests;

/// <summary>The labelled sets beside the repository, which may be absent.</summary>
internal static class SharedData
{
    /// <summary>The folder of a set's part, such as DRIVE/train; skips the test, visibly, where it is absent. A worktree lies one level deeper.</summary>
    public static string Require(string set, string part)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "RetSam.Sdk.sln")))
        {
            root = root.Parent;
        }

        string? found = new[] { "..", "../.." }
            .Select(up => Path.GetFullPath(Path.Combine(root?.FullName ?? ".", up, "shared", "data", set, part)))
            .FirstOrDefault(Directory.Exists);
        Assert.SkipUnless(found is not null, $"../shared/data/{set}/{part} is not there.");
        return found!;
    }
}
