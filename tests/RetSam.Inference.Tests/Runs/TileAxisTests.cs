using CsCheck;

namespace RetSam.Inference.Tests;

public class TileAxisTests
{
    [Fact]
    public void Tiles_reach_from_edge_to_edge_share_what_they_must_and_leave_no_pixel_without_weight()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 2].Select(power => 1 << power), Gen.Int[1, 2000], Gen.Double[0, 0.5]).ForAll((units, unit, length, overlap) =>
        {
            int tile = units * unit;
            var axis = new TileAxis(tile, length, overlap, unit);
            Assert.Equal(Math.Max(tile, length - (length - tile) % unit), axis.Length);
            Assert.Equal((0, axis.Length - tile), (axis.Start(0), axis.Start(axis.Count - 1)));
            float[] total = new float[axis.Length];
            float[] weights = new float[tile];
            for (int i = 0; i < axis.Count; i++)
            {
                int start = axis.Start(i);
                Assert.Equal(0, start % unit);
                Assert.True(i == 0 || start - axis.Start(i - 1) <= tile - axis.Overlap, "neighbours share too little");
                axis.WriteWeights(i, weights);
                for (int x = 0; x < tile; x++)
                {
                    Assert.InRange(weights[x], 0, 1);
                    total[start + x] += weights[x];
                }
            }

            Assert.All(total, sum => Assert.True(sum > 0));
        });

    [Fact]
    public void No_more_tiles_are_laid_than_are_needed()
    {
        Assert.Equal(1, new TileAxis(640, 640, 0.25, 1).Count);
        Assert.Equal(2, new TileAxis(640, 1120, 0.25, 1).Count);
        Assert.Equal(3, new TileAxis(640, 1121, 0.25, 1).Count);
        Assert.Equal(2, new TileAxis(640, 1280, 0, 1).Count);
    }

    [Fact]
    public void Weights_are_nothing_in_the_outer_quarter_of_what_is_shared_and_all_from_its_inner_quarter_on()
    {
        var axis = new TileAxis(32, 80, 0.5, 1);
        float[] weights = new float[32];
        axis.WriteWeights(1, weights);
        Assert.All(weights[..4], w => Assert.Equal(0, w));
        Assert.All(weights[4..12].Zip(weights[3..11]), w => Assert.True(w.First > w.Second));
        Assert.All(weights[12..20], w => Assert.Equal(1, w));
        Assert.Equal(weights, weights.Reverse());
        axis.WriteWeights(0, weights);
        Assert.All(weights[..20], w => Assert.Equal(1, w));
    }
}
