namespace RetSam.Core.Tests;

public sealed class PixelScaleTests
{
    [Fact]
    public void Each_way_to_a_scale_says_where_it_comes_from()
    {
        Assert.Equal((5.5, PixelScaleProvenance.Given), Parts(PixelScale.Given(5.5)));
        Assert.Equal((7.25, PixelScaleProvenance.FromDicom), Parts(PixelScale.FromDicom(7.25)));
        Assert.Equal((10.0, PixelScaleProvenance.FromDiscDiameter), Parts(PixelScale.FromDiscDiameter(180)));

        // 45 degrees * 288 um / 1296 px = 10 um a pixel.
        Assert.Equal((10.0, PixelScaleProvenance.FromFovAngle), Parts(PixelScale.FromFieldOfViewAngle(45, 1296)));
        Assert.Equal((null, PixelScaleProvenance.Unknown), Parts(PixelScale.Unknown));
        Assert.False(default(PixelScale).IsKnown);

        static (double?, PixelScaleProvenance) Parts(PixelScale scale) => (scale.MicrometresPerPixel, scale.Provenance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_needs_a_finite_positive_number(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelScale.Given(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelScale.FromDiscDiameter(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelScale.FromFieldOfViewAngle(45, value));
    }

    [Fact]
    public void A_resized_image_keeps_the_provenance_of_its_scale_and_an_unknown_scale_stays_unknown()
    {
        foreach (PixelScale scale in new[]
        {
            PixelScale.Given(6), PixelScale.FromDicom(6), PixelScale.FromDiscDiameter(300), PixelScale.FromFieldOfViewAngle(45, 2000),
        })
        {
            PixelScale resized = scale.WithPixelsLargerBy(2);
            Assert.Equal(2 * scale.MicrometresPerPixel, resized.MicrometresPerPixel);
            Assert.Equal(scale.Provenance, resized.Provenance);
        }

        Assert.Equal(PixelScale.Unknown, PixelScale.Unknown.WithPixelsLargerBy(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelScale.Unknown.WithPixelsLargerBy(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelScale.Given(1).WithPixelsLargerBy(double.NaN));
    }
}
