using CsCheck;

namespace RetSam.Core.Tests.Geometry;

public sealed class PixelRectTests
{
    private static readonly Gen<PixelRect> Rectangles = Gen.Select(
        Gen.Int[-20, 20], Gen.Int[-20, 20], Gen.Int[-2, 20], Gen.Int[-2, 20], (x, y, w, h) => new PixelRect(x, y, w, h));

    [Fact]
    public void An_intersection_holds_exactly_the_shared_pixels() => Gen.Select(Rectangles, Rectangles).ForAll((a, b) =>
    {
        PixelRect shared = a.Intersect(b);
        for (int y = -22; y < 45; y++)
        {
            for (int x = -22; x < 45; x++)
            {
                Assert.Equal(a.Contains(x, y) && b.Contains(x, y), shared.Contains(x, y));
            }
        }
    }, iter: 60);

    [Fact]
    public void The_centre_of_one_pixel_is_that_pixel() => Assert.Equal(new PointD(7, 9), new PixelRect(7, 9, 1, 1).Centre);

    [Fact]
    public void A_rectangle_that_reaches_past_the_largest_number_still_meets_the_image()
    {
        var open = new PixelRect(5, 6, int.MaxValue, int.MaxValue);
        Assert.Equal(new PixelRect(5, 6, 95, 74), open.Intersect(new PixelRect(0, 0, 100, 80)));
        Assert.True(open.Contains(50, 50));
    }
}
