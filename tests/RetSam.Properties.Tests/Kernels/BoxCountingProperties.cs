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
    public void Boxes_hold_what_counting_pixel_by_pixel_finds_also_when_added_up()
        => Gen.Select(MaskGen.Any, Gen.Int[0, 2], Gen.Int[0, BoxCounting.Offsets - 1]).Sample(
            (drawn, series, offset) =>
            {
                (int finest, int factor) = series switch { 0 => (128, 2), 1 => (96, 2), _ => (81, 3) };
                using BinaryMask mask = drawn.Draw();
                using var pixels = new SetPixels(mask);
                if (pixels.Items.IsEmpty)
                {
                    return;
                }

                double side = (double)pixels.Extent / finest;
                using var grids = new BoxGrids(pixels);
                grids.Count(side);
                AssertMasses(pixels, side, 1, offset, grids[offset]);
                grids.Coarsen(factor);
                AssertMasses(pixels, side, factor, offset, grids[offset]);
                grids.Coarsen(factor);
                AssertMasses(pixels, side, factor * factor, offset, grids[offset]);
            },
            iter: 150);

    [Fact]
    public void Lacunarity_is_that_of_gliding_a_box_over_the_pixels()
        => Gen.Select(MaskGen.Any, Gen.Int[1, 3]).Sample(
            (drawn, times) =>
            {
                using BinaryMask small = drawn.Draw();
                using var mask = new BinaryMask(small.Width * times, small.Height * times);
                foreach (MaskRun run in small.EnumerateRuns())
                {
                    mask.SetRectangle(new PixelRect(run.Start * times, run.Y * times, run.Length * times, times));
                }

                using var pixels = new SetPixels(mask);
                AssertGlided(mask, pixels);
            },
            iter: 60);

    [Fact]
    public void Adversarial_masks_are_counted_box_by_box_and_glided_over()
    {
        foreach (DrawnMask drawn in MaskGen.Adversarial)
        {
            using BinaryMask mask = drawn.Draw();
            using var pixels = new SetPixels(mask);
            if (pixels.Items.IsEmpty)
            {
                Assert.Null(Lacunarity.Measure(pixels));
                continue;
            }

            AssertCountedAndGlided(mask, pixels);
        }
    }

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

    private static void AssertCountedAndGlided(BinaryMask mask, SetPixels pixels)
    {
        double side = pixels.Extent / 16.0;
        using (var grids = new BoxGrids(pixels))
        {
            grids.Count(side);
            grids.Coarsen(2);
            for (int offset = 0; offset < BoxCounting.Offsets; offset++)
            {
                AssertMasses(pixels, side, 2, offset, grids[offset]);
            }
        }

        AssertGlided(mask, pixels);
    }

    private static void AssertGlided(BinaryMask mask, SetPixels pixels)
    {
        Lacunarity? fast = Lacunarity.Measure(pixels);
        List<double> slow = GlideBoxes(mask);
        Assert.Equal(slow.Count >= Lacunarity.FewestSizes, fast is not null);
        if (fast is not null)
        {
            Assert.Equal(slow.Count, fast.Sizes);
            Assert.Equal(slow.Average(), fast.Mean, 1e-9 * fast.Mean);
            Assert.True(fast.Mean >= 1 - 1e-12);
        }
    }

    private static void AssertMasses(SetPixels pixels, double side, int factor, int offset, ReadOnlySpan<int> masses)
    {
        var expected = new Dictionary<(int, int), int>();
        foreach ((int x, int y) in pixels.Items)
        {
            (int, int) box = (Box(x, offset), Box(y, 3 * offset % 8));
            expected[box] = expected.GetValueOrDefault(box) + 1;
        }

        Assert.Equal(expected.Values.Order(), masses.ToArray().Order());

        // The large box of a place, by going through the lines of large boxes, which fall on every so-manieth line of small ones.
        int Box(int place, int eighths)
        {
            int box = 0;
            while ((int)Math.Round(((box + 1) * factor - factor * eighths / 8.0) * side) <= place)
            {
                box++;
            }

            return box;
        }
    }

    private static List<double> GlideBoxes(BinaryMask mask)
    {
        PixelRect bounds = mask.GetBounds();
        int extent = Math.Max(bounds.Width, bounds.Height);
        var sizes = new List<double>();
        foreach (int steps in new[] { 2, 4, 8, 16 })
        {
            var masses = new List<double>();
            for (int j = 0; bounds.Height > 0 && Line(j + steps) <= bounds.Height && j + steps <= 128; j++)
            {
                for (int i = 0; Line(i + steps) <= bounds.Width && i + steps <= 128; i++)
                {
                    var box = new PixelRect(bounds.X + Line(i), bounds.Y + Line(j), Line(i + steps) - Line(i), Line(j + steps) - Line(j));
                    masses.Add(extent * steps < 4 * 128 ? 0 : mask.CountPixels(box) / ((double)box.Width * box.Height));
                }
            }

            double mean = masses.Count == 0 ? 0 : masses.Average();
            if (mean > 0)
            {
                sizes.Add(masses.Average(m => m * m) / (mean * mean));
            }
        }

        return sizes;

        int Line(int i) => (int)Math.Floor((double)i * extent / 128 + 0.5);
    }
}
