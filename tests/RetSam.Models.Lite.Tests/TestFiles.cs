using SkiaSharp;

namespace RetSam.Models.Lite.Tests;

/// <summary>Photographs and masks on disk.</summary>
internal static class TestFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The labelled sets beside the repository; a worktree lies one level deeper. They may be absent.</summary>
    public static string DataRoot { get; } = new[] { "..", "../.." }
        .Select(up => Path.GetFullPath(Path.Combine(RepositoryRoot, up, "shared", "data")))
        .FirstOrDefault(Directory.Exists) ?? Path.Combine(RepositoryRoot, "..", "shared", "data");

    public static FundusImage ReadPhotograph(string path)
    {
        using SKBitmap bitmap = Decode(path, SKColorType.Rgba8888);
        return FundusImage.FromPixels(bitmap.GetPixelSpan(), bitmap.Width, bitmap.Height, PixelFormat.Rgba32, bitmap.RowBytes);
    }

    public static BinaryMask ReadMask(string path)
    {
        using SKBitmap bitmap = Decode(path, SKColorType.Gray8);
        return BinaryMask.FromBytes(bitmap.GetPixelSpan(), bitmap.Width, bitmap.Height, threshold: 128, bitmap.RowBytes);
    }

    private static SKBitmap Decode(string path, SKColorType type)
    {
        using SKCodec codec = SKCodec.Create(path) ?? throw new InvalidOperationException($"{path} is no image.");
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, type, SKAlphaType.Unpremul));
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(bitmap.Info, bitmap.GetPixels()));
        return bitmap;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetSam.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below RetSam.Sdk.sln.");
    }
}
