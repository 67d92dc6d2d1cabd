using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class RankHistogramTests
{
    [Fact]
    public void Areas_of_five_pixels_worked_out_by_hand()
    {
        // From high to low: marked .9, unmarked .8, marked .7, unmarked .4, unmarked .1. Pairs won: 3 + 2 of 6.
        RankHistogram histogram = Of(([0.9f, 0.7f], [0.8f, 0.4f, 0.1f]));
        Assert.Equal(5 / 6.0, histogram.RocArea()!.Value, 1e-12);
        Assert.Equal((1 + 2 / 3.0) / 2, histogram.AveragePrecision()!.Value, 1e-12);
    }

    [Fact]
    public void Equal_probabilities_count_half()
    {
        Assert.Equal(0.5, Of(([0.3f, 0.3f], [0.3f]))!.RocArea());
        Assert.Equal(0.75, Of(([0.3f, 0.9f], [0.3f]))!.RocArea());
    }

    [Fact]
    public void Certain_and_tiny_probabilities_keep_their_order()
    {
        Assert.Equal(1, Of(([1f, 1e-6f], [0f, 1e-7f]))!.RocArea());
        Assert.Equal(0, Of(([0f], [1f]))!.RocArea());
    }

    [Fact]
    public void Without_marked_or_without_unmarked_pixels_there_is_no_area()
    {
        Assert.Null(Of(([], [0.5f])).RocArea());
        Assert.Null(Of(([0.5f], [])).RocArea());
        Assert.Null(Of(([], [0.5f])).AveragePrecision());
    }

    [Fact]
    public void Only_the_region_counts_and_images_add_up()
    {
        using var probabilities = new ProbabilityMap(4, 2);
        new float[] { 0.9f, 0.8f, 0.2f, 0.1f, 0.9f, 0.9f, 0.9f, 0.9f }.CopyTo(probabilities.Values);
        using BinaryMask truth = Drawing.Where(4, 2, (x, y) => y == 0 && x is 0 or 2);
        using BinaryMask region = Drawing.Where(4, 2, (_, y) => y == 0);
        var histogram = new RankHistogram();
        histogram.Add(probabilities, truth, region);
        Assert.Equal(3 / 4.0, histogram.RocArea()!.Value, 1e-12);
        histogram.Add(Of(([0.05f], [])));
        Assert.Equal(3 / 6.0, histogram.RocArea()!.Value, 1e-12);
    }

    private static RankHistogram Of((float[] Marked, float[] Unmarked) pixels)
    {
        var histogram = new RankHistogram();
        Array.ForEach(pixels.Marked, p => histogram.Add(p, isMarked: true));
        Array.ForEach(pixels.Unmarked, p => histogram.Add(p, isMarked: false));
        return histogram;
    }
}
