using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

/// <summary>Dimensions that are known, each within 0.03.</summary>
public sealed class BoxCountingKnownAnswers
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(63)]
    [InlineData(80)]
    [InlineData(90)]
    public void A_line_at_any_angle_has_dimension_1(double degrees)
    {
        foreach (double length in new[] { 300.0, 401, 555, 900 })
        {
            using BinaryMask line = Drawing.Line(1024, length, degrees);
            AssertDimension(line, 1);
        }
    }

    [Fact]
    public void A_line_at_every_degree_has_dimension_1()
    {
        for (double degrees = 0; degrees <= 90; degrees++)
        {
            using BinaryMask line = Drawing.Line(1024, 555, degrees);
            AssertDimension(line, 1);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(257)]
    [InlineData(1000)]
    public void A_filled_square_has_dimension_2(int side)
    {
        using BinaryMask square = Drawing.Where(1024, 1024, (x, y) => x >= 7 && x < 7 + side && y >= 3 && y < 3 + side);
        AssertDimension(square, 2);
    }

    [Theory]
    [InlineData(243)]
    [InlineData(729)]
    public void The_Sierpinski_carpet_has_dimension_1_893(int side)
    {
        using BinaryMask carpet = Drawing.Where(750, 740, (x, y) => InCarpet((int)x - 4, (int)y - 9, side));
        AssertDimension(carpet, Math.Log(8) / Math.Log(3));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(512)]
    [InlineData(1024)]
    public void The_Sierpinski_triangle_has_dimension_1_585(int side)
    {
        using BinaryMask triangle = Drawing.Where(side, side, (x, y) => ((int)x & (int)y) == 0);
        AssertDimension(triangle, Math.Log(3) / Math.Log(2));
    }

    [Fact]
    public void The_same_drawing_at_three_sizes_has_the_same_dimension()
    {
        double[] dimensions = [.. new[] { 640, 1024, 2048 }.Select(size =>
        {
            using BinaryMask rings = Rings(size);
            using BinaryMask skeleton = Thinning.Skeletonize(rings);
            return BoxCounting.Measure(skeleton, size)!.Capacity.Dimension;
        })];
        Assert.InRange(dimensions.Max() - dimensions.Min(), 0, 0.03);
    }

    [Fact]
    public void The_fit_says_what_it_was_made_from()
    {
        using BinaryMask square = BinaryMask.Full(512, 512);
        FractalFit fit = BoxCounting.Measure(square, 512)!.Capacity;
        Assert.Equal(4, fit.SmallestBox);
        Assert.Equal(128, fit.LargestBox);
        Assert.Equal(14, fit.Sizes);
        Assert.Equal(1, fit.R2, 1e-9);
        Assert.Equal(0, fit.StandardError, 1e-6);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(333)]
    [InlineData(1000)]
    public void A_full_square_has_lacunarity_1(int side)
    {
        using BinaryMask square = BinaryMask.Full(side, side);
        Assert.Equal(1, FractalSummary.Of(square, side).Lacunarity!.Mean, 1e-9);
    }

    [Fact]
    public void Half_a_square_of_noughts_doubles_the_lacunarity_of_small_boxes()
    {
        // A frame of one pixel keeps the extent; the left half is full. Small boxes lie in the full half or in the empty one: 1 / (1/2).
        using BinaryMask half = Drawing.Where(1024, 1024, (x, y) => x < 512 || (x == 1023 && y == 1023));
        Lacunarity lacunarity = FractalSummary.Of(half, 1024).Lacunarity!;
        Assert.Equal(4, lacunarity.Sizes);
        Assert.InRange(lacunarity.Mean, 1.85, 2);
    }

    [Fact]
    public void Slopes_out_of_order_are_told_as_they_were_fitted()
    {
        using BinaryMask rings = Rings(1024);
        using BinaryMask skeleton = Thinning.Skeletonize(rings);
        FractalDimensions dimensions = BoxCounting.Measure(skeleton, 1024)!;
        Assert.True(dimensions.Information.RawSlope > dimensions.Capacity.RawSlope);
        Assert.True(dimensions.Information.Dimension < dimensions.Capacity.Dimension);
        Assert.True(dimensions.Correlation.Dimension < dimensions.Information.Dimension);
        Assert.Equal(dimensions.Capacity.RawSlope, dimensions.Capacity.Dimension);
    }

    [Fact]
    public void Vessels_that_crowd_in_one_half_have_falling_dimensions()
    {
        // The same lines evenly and unevenly spread: only the uneven have dimensions that differ by hundredths.
        double even = Fall(x => x);
        double uneven = Fall(x => x * x * x);
        Assert.InRange(even, 0, 0.02);
        Assert.InRange(uneven, 0.03, 0.1);
        Assert.True(uneven > 2 * even);

        static double Fall(Func<double, double> place)
        {
            using var mask = new BinaryMask(1024, 1024);
            for (int i = 0; i <= 40; i++)
            {
                int at = (int)Math.Round(1023 * place(i / 40.0));
                for (int j = 0; j < 1024; j++)
                {
                    mask[at, j] = true;
                }
            }

            FractalDimensions dimensions = BoxCounting.Measure(mask, 1024)!;
            Assert.True(dimensions.Capacity.Dimension >= dimensions.Information.Dimension);
            Assert.True(dimensions.Information.Dimension >= dimensions.Correlation.Dimension);
            return dimensions.Capacity.Dimension - dimensions.Correlation.Dimension;
        }
    }

    private static bool InCarpet(int x, int y, int side)
    {
        if (x < 0 || y < 0 || x >= side || y >= side)
        {
            return false;
        }

        for (; x > 0 || y > 0; x /= 3, y /= 3)
        {
            if (x % 3 == 1 && y % 3 == 1)
            {
                return false;
            }
        }

        return true;
    }

    private static BinaryMask Rings(int size) => Drawing.Where(size, size, (x, y) =>
    {
        double u = x / size;
        double v = y / size;
        double ring = double.Hypot(u - 0.5, v - 0.5) * 12;
        return ring < 5.8 && (Math.Abs(ring - Math.Round(ring)) < 0.06 || Math.Abs(Math.Sin(9 * Math.Atan2(v - 0.5, u - 0.5))) * ring < 0.2);
    });

    private static void AssertDimension(BinaryMask mask, double expected)
    {
        FractalDimensions dimensions = BoxCounting.Measure(mask, Math.Max(mask.Width, mask.Height))!;
        Assert.Equal(expected, dimensions.Capacity.Dimension, 0.03);
        Assert.Equal(expected, dimensions.Information.Dimension, 0.03);
        Assert.Equal(expected, dimensions.Correlation.Dimension, 0.03);
        Assert.True(dimensions.Capacity.Dimension >= dimensions.Information.Dimension);
        Assert.True(dimensions.Information.Dimension >= dimensions.Correlation.Dimension);
    }
}
