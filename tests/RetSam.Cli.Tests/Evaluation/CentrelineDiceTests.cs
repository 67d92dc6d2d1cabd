using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class CentrelineDiceTests
{
    [Fact]
    public void A_vessel_drawn_too_thin_is_whole_and_scores_one()
    {
        using BinaryMask thin = Drawing.Where(100, 30, (x, y) => x is >= 10 and < 90 && y == 15);
        using BinaryMask wide = Drawing.Where(100, 30, (x, y) => x is >= 10 and < 90 && y is >= 12 and <= 18);
        Assert.Equal(1, CentrelineDice.Of(thin, wide)!.Value, 0.05);
        Assert.True(PixelCounts.Of(thin, wide).Dice < 0.3);
    }

    [Fact]
    public void Half_a_line_is_precise_and_half_sensitive()
    {
        using BinaryMask half = Drawing.Where(100, 9, (x, y) => x < 40 && y == 4);
        using BinaryMask whole = Drawing.Where(100, 9, (x, y) => x < 80 && y == 4);

        // Lines one pixel wide are their own centrelines: precision 1, sensitivity 1/2, harmonic mean 2/3.
        Assert.Equal(2 / 3.0, CentrelineDice.Of(half, whole)!.Value, 1e-12);
    }

    [Fact]
    public void Lines_that_never_meet_score_zero_and_two_empty_masks_nothing()
    {
        using BinaryMask upper = Drawing.Where(50, 9, (_, y) => y == 1);
        using BinaryMask lower = Drawing.Where(50, 9, (_, y) => y == 7);
        using BinaryMask empty = new(50, 9);
        Assert.Equal(0, CentrelineDice.Of(upper, lower));
        Assert.Equal(0, CentrelineDice.Of(empty, lower));
        Assert.Equal(0, CentrelineDice.Of(upper, empty));
        Assert.Null(CentrelineDice.Of(empty, empty));
    }
}
