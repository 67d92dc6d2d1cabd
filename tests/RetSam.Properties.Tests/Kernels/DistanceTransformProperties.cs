using CsCheck;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Properties.Tests.Kernels;

/// <summary>The distance transform against looking at every clear pixel.</summary>
public sealed class DistanceTransformProperties
{
    [Fact]
    public void Every_squared_distance_is_that_of_the_nearest_clear_pixel_in_the_frame()
        => MaskGen.Small.SampleAfterAdversarial(
            drawn =>
            {
                using BinaryMask mask = drawn.Draw();
                AssertExact(mask);
            },
            iter: 150);

    [Theory]
    [InlineData(400, 12, 1)]
    [InlineData(12, 400, 1)]
    [InlineData(300, 40, 3)]
    [InlineData(257, 33, 9)]
    public void Long_runs_with_few_clear_pixels_are_exact(int width, int height, int clear)
    {
        var random = new Random(5 * width + clear);
        for (int round = 0; round < 20; round++)
        {
            using BinaryMask mask = BinaryMask.Full(width, height);
            for (int i = 0; i < clear; i++)
            {
                mask[random.Next(width), random.Next(height)] = false;
            }

            AssertExact(mask);
        }
    }

    [Fact]
    public void A_full_mask_has_no_background_and_says_so()
    {
        using BinaryMask mask = BinaryMask.Full(130, 70);
        int[] distances = new int[130 * 70];
        DistanceTransform.SquaredToBackground(mask, distances);
        Assert.All(distances, d => Assert.Equal(DistanceTransform.NoBackground, d));
    }

    [Fact]
    public void The_outside_of_the_frame_is_not_background()
    {
        using BinaryMask mask = BinaryMask.Full(9, 9);
        mask[8, 4] = false;
        int[] distances = new int[81];
        DistanceTransform.SquaredToBackground(mask, distances);
        Assert.Equal(64, distances[4 * 9]);
        Assert.Equal(64 + 16, distances[0]);
    }

    [Fact]
    public void Distances_whose_square_leaves_an_int_stop_at_the_largest()
    {
        using BinaryMask mask = BinaryMask.Full(100_000, 1);
        mask[0, 0] = false;
        int[] distances = new int[100_000];
        DistanceTransform.SquaredToBackground(mask, distances);
        Assert.Equal(46_340 * 46_340, distances[46_340]);
        Assert.Equal(int.MaxValue, distances[46_341]);
        Assert.Equal(int.MaxValue, distances[99_999]);
    }

    private static void AssertExact(BinaryMask mask)
    {
        int[] actual = new int[mask.Width * mask.Height + 3];
        actual.AsSpan().Fill(-7);
        DistanceTransform.SquaredToBackground(mask, actual);
        var clear = new List<(int X, int Y)>();
        for (int i = 0; i < mask.Width * mask.Height; i++)
        {
            if (!mask[i % mask.Width, i / mask.Width])
            {
                clear.Add((i % mask.Width, i / mask.Width));
            }
        }

        for (int i = 0; i < mask.Width * mask.Height; i++)
        {
            int x = i % mask.Width;
            int y = i / mask.Width;
            int expected = !mask[x, y] ? 0 : clear.Count == 0 ? int.MaxValue : Nearest(clear, x, y);
            if (expected != actual[i])
            {
                Assert.Fail($"({x}, {y}) of {mask.Width}x{mask.Height}: {actual[i]}, expected {expected}.");
            }
        }

        Assert.Equal(-7, actual[^1]);
    }

    private static int Nearest(List<(int X, int Y)> clear, int x, int y)
    {
        int best = int.MaxValue;
        foreach ((int cx, int cy) in clear)
        {
            best = Math.Min(best, (cx - x) * (cx - x) + (cy - y) * (cy - y));
        }

        return best;
    }
}
