using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>Components against a flood fill that adds up pixel by pixel.</summary>
public sealed class ComponentsProperties
{
    [Fact]
    public void Labels_areas_boxes_and_moments_are_those_of_a_flood_fill()
        => MaskGen.Small.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                using Components components = Components.Analyse(mask);
                AssertMatches(mask, components);
            },
            iter: 120);

    [Fact]
    public void An_empty_mask_has_no_components()
    {
        using var mask = new BinaryMask(70, 3);
        using Components components = Components.Analyse(mask);
        Assert.Equal(0, components.Count);
        Assert.Equal(-1, components.FindLargest());
        Assert.Equal(-1, components.GetLabelAt(5, 1));
    }

    [Fact]
    public void Of_equals_the_first_in_reading_order_is_the_largest()
    {
        using var mask = new BinaryMask(20, 5);
        mask[10, 0] = mask[2, 3] = mask[3, 3] = mask[11, 4] = mask[12, 4] = true;
        using Components components = Components.Analyse(mask);
        Assert.Equal(1, components.FindLargest());
        Assert.Equal(new PixelRect(2, 3, 2, 1), components.Items[1].Bounds);
    }

    private static void AssertMatches(BinaryMask mask, Components components)
    {
        int[,] labels = new int[mask.Width, mask.Height];
        int count = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (mask[x, y] && labels[x, y] == 0)
                {
                    List<(int X, int Y)> pixels = Flood(mask, labels, x, y, ++count);
                    AssertComponent(components.Items[count - 1], pixels);
                }

                if (labels[x, y] - 1 != components.GetLabelAt(x, y))
                {
                    Assert.Fail($"({x}, {y}) has the label {components.GetLabelAt(x, y)}, expected {labels[x, y] - 1}.");
                }
            }
        }

        Assert.Equal(count, components.Count);
        Assert.Equal(NaiveTopology.Count(mask).Objects, components.Count);
    }

    private static void AssertComponent(Component component, List<(int X, int Y)> pixels)
    {
        int left = pixels.Min(p => p.X);
        int top = pixels.Min(p => p.Y);
        Assert.Equal(pixels.Count, component.Area);
        Assert.Equal(new PixelRect(left, top, pixels.Max(p => p.X) - left + 1, pixels.Max(p => p.Y) - top + 1), component.Bounds);
        double meanX = pixels.Average(p => (double)p.X);
        double meanY = pixels.Average(p => (double)p.Y);
        Assert.Equal(meanX, component.Centroid.X, 1e-9);
        Assert.Equal(meanY, component.Centroid.Y, 1e-9);
        Assert.Equal(pixels.Average(p => (p.X - meanX) * (p.X - meanX)) + 1.0 / 12, component.Moments.Xx, 1e-6);
        Assert.Equal(pixels.Average(p => (p.Y - meanY) * (p.Y - meanY)) + 1.0 / 12, component.Moments.Yy, 1e-6);
        Assert.Equal(pixels.Average(p => (p.X - meanX) * (p.Y - meanY)), component.Moments.Xy, 1e-6);
    }

    private static List<(int X, int Y)> Flood(BinaryMask mask, int[,] labels, int startX, int startY, int label)
    {
        var pixels = new List<(int X, int Y)> { (startX, startY) };
        labels[startX, startY] = label;
        for (int i = 0; i < pixels.Count; i++)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    (int x, int y) = (pixels[i].X + dx, pixels[i].Y + dy);
                    if (NaiveTopology.IsSet(mask, x, y) && labels[x, y] == 0)
                    {
                        labels[x, y] = label;
                        pixels.Add((x, y));
                    }
                }
            }
        }

        return pixels;
    }
}
