using RetSam.Imaging.Skia;

namespace RetSam.Cli.Tests;

/// <summary>The photograph of the repository.</summary>
internal static class Sample
{
    public static string Photograph { get; } = Path.Combine(FindRoot(), "samples", "images", "retina.jpg");

    public static BinaryMask ReadMask(string path) => MaskReader.Default.ReadMask(path, TestContext.Current.CancellationToken);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetSam.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
