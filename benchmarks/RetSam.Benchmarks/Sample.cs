using RetSam.Imaging.Skia;

namespace RetSam.Benchmarks;

/// <summary>The CC0 sample photograph, 1411x1411 pixels, copied beside the program.</summary>
internal static class Sample
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "retina.jpg");

    public static FundusImage Load()
    {
        using FileStream file = File.OpenRead(Path);
        return SkiaFundusImageCodec.Shared.Decode(file);
    }
}
