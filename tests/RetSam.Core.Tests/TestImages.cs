namespace RetSam.Core.Tests;

/// <summary>Images drawn by the tests.</summary>
internal static class TestImages
{
    /// <summary>Every byte at random.</summary>
    public static FundusImage Noise(int width, int height, int seed)
        => FundusImage.Create(width, height, new Random(seed), static (pixels, random) => random.NextBytes(pixels));

    /// <summary>One colour.</summary>
    public static FundusImage Flat(int width, int height, byte red, byte green, byte blue)
        => FundusImage.Create(width, height, (red, green, blue), static (pixels, colour) =>
        {
            for (int i = 0; i < pixels.Length; i += 3)
            {
                (pixels[i], pixels[i + 1], pixels[i + 2]) = colour;
            }
        });
}
