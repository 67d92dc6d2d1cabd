using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Overlays;

public sealed class MaskOutlineTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public void Filling_the_outline_gives_the_mask_back(double density)
    {
        var random = new Random(8);
        foreach ((int width, int height) in new[] { (1, 1), (64, 5), (65, 33), (20, 70) })
        {
            using var mask = new BinaryMask(width, height);
            for (int i = 0; i < width * height; i++)
            {
                mask[i % width, i / width] = random.NextDouble() < density;
            }

            // The outline runs within half a pixel of the cracks, so every pixel's centre lies on the side where the pixel does.
            using SKPath path = MaskOutline.Trace(mask);
            path.FillType = SKPathFillType.EvenOdd;
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    Assert.Equal(mask[x, y], path.Contains(x + 0.5f, y + 0.5f));
                }
            }
        }
    }

    [Fact]
    public void Left_edges_are_counted_across_words()
    {
        using BinaryMask mask = BinaryMask.Full(130, 3);
        Assert.Equal(3, MaskOutline.CountLeftEdges(mask));
        mask[64, 1] = false;
        mask[0, 2] = false;
        Assert.Equal(4, MaskOutline.CountLeftEdges(mask));
    }
}
