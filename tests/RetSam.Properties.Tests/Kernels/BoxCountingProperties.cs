using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>Box counting against counting pixel by pixel, and what holds for every mask.</summary>
public sealed class BoxCountingProperties
{
    [Fact]
    public void Dimensions_never_rise_with_their_order_and_ignore_clear_margins()
        => Gen.Select(MaskGen.Any, Gen.Int[0, 70], Gen.Int[0, 9]).ForAll(
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
        => Gen.Select(MaskGen.Any, Gen.Int[0, 2], Gen.Int[0, BoxCounting.Offsets - 1]).ForAll(
            (drawn, series, offset) =>
            {
                (int finest, int factor) = series switch { 0 => (128, 2), 1 => (96, 2), _ => (81, 3) };
                using BinaryMask mask = drawn.Draw();
                using var pixels = new SetPixels(mask);
                if (pixels.Items.IsEmpty)
                {
                    return;
                }

                using var grids = new BoxGrids(pixels);
                grids.Count(finest);
                AssertMasses(pixels, finest, offset, grids.Boxes);
                AssertLeastEntropies(pixels, finest, grids.FindLeastEntropies());
                grids.Coarsen(factor);
                AssertMasses(pixels, finest / factor, offset, grids.Boxes);
                grids.Coarsen(factor);
                AssertMasses(pixels, finest / (factor * factor), offset, grids.Boxes);
                AssertLeastEntropies(pixels, finest / (factor * factor), grids.FindLeastEntropies());
            },
            iter: 150);

    [Fact]
    public void A_mirror_image_and_a_quarter_turn_have_the_same_dimensions()
        => MaskGen.Any.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                FractalDimensions? expected = BoxCounting.Measure(mask, 1000);
                foreach (Func<int, int, (int X, int Y)> image in (Func<int, int, (int X, int Y)>[])
                    [
                        (x, y) => (mask.Width - 1 - x, y), (x, y) => (x, mask.Height - 1 - y), (x, y) => (y, x), (x, y) => (mask.Height - 1 - y, x),
                    ])
                {
                    using BinaryMask other = mask.Redraw(image);
                    AssertSame(expected, BoxCounting.Measure(other, 1000));
                }
            },
            iter: 300);

    [Fact]
    public void Lacunarity_is_that_of_gliding_a_box_over_the_pixels()
        => Gen.Select(MaskGen.Any, Gen.Int[1, 3]).ForAll(
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

    private static void AssertSame(FractalDimensions? expected, FractalDimensions? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is not null && actual is not null)
        {
            // Boxes are counted and squared in whole numbers; logarithms are added up in another order.
            Assert.Equal(expected.Capacity, actual.Capacity);
            Assert.Equal(expected.Information.RawSlope, actual.Information.RawSlope, 1e-12);
            Assert.Equal(expected.Information.Dimension, actual.Information.Dimension, 1e-12);
            Assert.Equal(expected.Correlation.RawSlope, actual.Correlation.RawSlope, 1e-12);
            Assert.Equal(expected.Correlation.Dimension, actual.Correlation.Dimension, 1e-12);
        }
    }

    private static void AssertCountedAndGlided(BinaryMask mask, SetPixels pixels)
    {
        using (var grids = new BoxGrids(pixels))
        {
            grids.Count(16);
            grids.Coarsen(2);
            for (int offset = 0; offset < BoxCounting.Offsets; offset++)
            {
                AssertMasses(pixels, 8, offset, grids.Boxes);
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

    /// <summary>The offsets of the grids, in quarters of a box: where both numbers are odd or both even.</summary>
    private static readonly (int X, int Y)[] Offsets = [(0, 0), (1, 1), (2, 0), (3, 1), (0, 2), (1, 3), (2, 2), (3, 3)];

    private static void AssertMasses(SetPixels pixels, int divisions, int offset, BoxTable boxes)
    {
        var masses = new List<int>();
        foreach (BoxTable.Box box in boxes)
        {
            masses.Add(box.Masses[offset]);
        }

        Assert.Equal(CountPixelByPixel(pixels, divisions, offset).Order(), masses.Where(m => m > 0).Order());
    }

    private static void AssertLeastEntropies(SetPixels pixels, int divisions, BoxEntropies least)
    {
        List<Dictionary<(long, long), int>.ValueCollection> grids = [.. Enumerable.Range(0, BoxCounting.Offsets).Select(offset => CountPixelByPixel(pixels, divisions, offset))];
        double logTotal = Math.Log(pixels.Items.Length);
        Assert.Equal(Math.Log(grids.Min(masses => masses.Count)), least.Capacity);
        Assert.Equal(logTotal - grids.Max(masses => masses.Sum(m => m * Math.Log(m))) / pixels.Items.Length, least.Information, 1e-9);
        Assert.Equal(2 * logTotal - Math.Log(grids.Max(masses => masses.Sum(m => (long)m * m))), least.Correlation);
    }

    private static Dictionary<(long, long), int>.ValueCollection CountPixelByPixel(SetPixels pixels, int divisions, int offset)
    {
        (long across, long down) = pixels.FindBalance();
        var boxes = new Dictionary<(long, long), int>();
        foreach ((int x, int y) in pixels.Items)
        {
            (long, long) box = (Box(2 * x + 1 - pixels.Width, Offsets[offset].X, across), Box(2 * y + 1 - pixels.Height, Offsets[offset].Y, down));
            boxes[box] = boxes.GetValueOrDefault(box) + 1;
        }

        return boxes.Values;

        // A place from the middle, in halves of a pixel, over the side of a box, which is the extent over the divisions, from a line on.
        long Box(long place, int quarters, long balance)
        {
            long box = Math.DivRem(2 * divisions * place + pixels.Extent * (2L * divisions + quarters), 4L * pixels.Extent, out long rest);
            return rest == 0 && (place < 0 || (place == 0 && balance <= 0)) ? box - 1 : box;
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
