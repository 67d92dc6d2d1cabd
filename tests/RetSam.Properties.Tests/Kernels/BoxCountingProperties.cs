using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>Box counting against counting pixel by pixel, and what holds for every mask.</summary>
public sealed class BoxCountingProperties
{
    [Fact]
    public void Dimensions_never_rise_with_their_order_and_ignore_clear_margins()
        => Gen.Select(MaskGen.Any, Gen.Int[0, 70], Gen.Int[0, 9]).Sample(
            (drawn, dx, dy) =>
            {
                using BinaryMask mask = drawn.Draw();
                using BinaryMask moved = mask.Crop(new PixelRect(-dx, -dy, mask.Width + dx + 3, mask.Height + dy + 5));
                FractalDimensions? here = BoxCounting.Measure(mask, 1000);
                Assert.Equal(here, BoxCounting.Measure(moved, 1000));
                if (here is not null)
                {
                    Assert.True(here.Capacity.Dimension >= here.Information.Dimension);
                    Assert.True(here.Information.Dimension >= here.Correlation.Dimension);
                    Assert.InRange(here.Capacity.Dimension, 0, 2.3);
                }
            },
            iter: 300);

    [Fact]
    public void Rectangle_sums_are_those_of_counting_pixels()
        => Gen.Select(MaskGen.Small, Gen.Int[0, 1_000_000]).Sample(
            (drawn, seed) =>
            {
                using BinaryMask mask = drawn.Draw();
                var random = new Random(seed);
                int x = random.Next(mask.Width);
                int y = random.Next(mask.Height);
                var part = new PixelRect(x, y, random.Next(1, mask.Width - x + 1), random.Next(1, mask.Height - y + 1));
                using var sums = new SummedArea(mask, part);
                for (int round = 0; round < 20; round++)
                {
                    int left = random.Next(part.Width);
                    int right = random.Next(left, part.Width + 1);
                    int top = random.Next(part.Height);
                    int bottom = random.Next(top, part.Height + 1);
                    int sum = sums.GetRow(bottom)[right] - sums.GetRow(bottom)[left] - sums.GetRow(top)[right] + sums.GetRow(top)[left];
                    Assert.Equal(mask.CountPixels(new PixelRect(part.X + left, part.Y + top, right - left, bottom - top)), sum);
                }
            },
            iter: 200);

    [Fact]
    public void Small_objects_and_narrow_views_have_no_dimension()
    {
        using BinaryMask small = BinaryMask.Full(63, 63);
        using BinaryMask large = BinaryMask.Full(64, 64);
        using var empty = new BinaryMask(500, 500);
        Assert.Null(BoxCounting.Measure(small, 1000));
        Assert.NotNull(BoxCounting.Measure(large, 1000));
        Assert.Null(BoxCounting.Measure(large, 40));
        Assert.Null(BoxCounting.Measure(empty, 1000));
    }
}
