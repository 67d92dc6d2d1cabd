using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class PixelCountsTests
{
    // A 100x10 frame: columns 0..39 predicted, columns 20..79 true. 200 pixels in both, 200 predicted alone, 400 true alone, 200 in neither.
    private static readonly Func<int, int, bool> Predicted = (x, _) => x < 40;
    private static readonly Func<int, int, bool> True = (x, _) => x is >= 20 and < 80;

    [Fact]
    public void Overlapping_stripes_give_the_counts_and_ratios_worked_out_by_hand()
    {
        using BinaryMask predicted = Drawing.Where(100, 10, Predicted);
        using BinaryMask truth = Drawing.Where(100, 10, True);
        PixelCounts counts = PixelCounts.Of(predicted, truth);
        Assert.Equal(new PixelCounts(200, 200, 400, 200), counts);
        Assert.Equal(2 * 200 / (double)(400 + 600), counts.Dice);
        Assert.Equal(200 / 800.0, counts.Iou);
        Assert.Equal(200 / 600.0, counts.Sensitivity);
        Assert.Equal(200 / 400.0, counts.Specificity);
    }

    [Fact]
    public void Only_the_region_counts()
    {
        using BinaryMask predicted = Drawing.Where(100, 10, Predicted);
        using BinaryMask truth = Drawing.Where(100, 10, True);
        using BinaryMask region = Drawing.Where(100, 10, (x, y) => x is >= 10 and < 90 && y < 5);
        Assert.Equal(new PixelCounts(100, 50, 200, 50), PixelCounts.Of(predicted, truth, region));
    }

    [Fact]
    public void Two_empty_masks_have_no_overlap_to_speak_of_and_an_empty_prediction_scores_zero()
    {
        using BinaryMask empty = new(70, 3);
        using BinaryMask truth = Drawing.Where(70, 3, (x, _) => x == 65);
        Assert.Null(PixelCounts.Of(empty, empty).Dice);
        Assert.Null(PixelCounts.Of(empty, empty).Sensitivity);
        Assert.Equal(1, PixelCounts.Of(empty, empty).Specificity);
        Assert.Equal(0, PixelCounts.Of(empty, truth).Dice);
        Assert.Equal(1, PixelCounts.Of(truth, truth).Dice);
    }

    [Fact]
    public void Masks_of_different_sizes_are_refused()
    {
        using BinaryMask a = new(64, 3);
        using BinaryMask b = new(65, 3);
        Assert.Contains("64x3", Assert.Throws<ArgumentException>(() => PixelCounts.Of(a, b)).Message);
        Assert.Throws<ArgumentException>(() => PixelCounts.Of(a, a, b));
    }
}
