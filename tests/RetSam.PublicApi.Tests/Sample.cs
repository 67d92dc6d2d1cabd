namespace RetSam.PublicApi.Tests;

/// <summary>The photograph of the repository.</summary>
internal static class Sample
{
    public static string Photograph { get; } = Find(Path.Combine("samples", "images", "retina.jpg"));

    private static string Find(string path)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetSam.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository."), path);
    }
}
