namespace RetSam.Core.Tests.Segmentation;

/// <summary>Where a fovea may lie.</summary>
public sealed class FoveaTests
{
    [Theory]
    [InlineData(double.NaN, 5)]
    [InlineData(5, double.NegativeInfinity)]
    [InlineData(1e200, 5)]
    [InlineData(5, -1_000_001)]
    public void A_fovea_that_is_no_place_is_refused(double x, double y)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new RetinaSegmentation.Builder(30, 20).SetFovea(new PointD(x, y)));

    [Fact]
    public void A_fovea_outside_the_frame_is_taken()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(30, 20).SetFovea(new PointD(-40, 1_000_000)).Build();
        Assert.Equal(new PointD(-40, 1_000_000), eye.Fovea);
    }
}
