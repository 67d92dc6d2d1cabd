namespace RetSam.Core.Tests.FieldsOfView;

public sealed class FieldOfViewDetectionTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(12, 10, 14)]
    [InlineData(255, 255, 255)]
    [InlineData(128, 128, 128)]
    [InlineData(235, 240, 238)]
    public void The_circle_is_found_on_any_neutral_border(byte r, byte g, byte b)
        => AssertFound(new TestPhotograph { Border = (r, g, b) });

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public void Noise_does_not_hide_the_circle(int noise) => AssertFound(new TestPhotograph { Noise = noise });

    [Fact]
    public void A_dark_photograph_has_a_field_of_view_too() => AssertFound(new TestPhotograph { Retina = (60, 32, 14), Noise = 2 });

    [Fact]
    public void Text_and_a_tab_are_not_retina() => AssertFound(new TestPhotograph
    {
        Bright = [new PixelRect(620, 10, 60, 9), new PixelRect(5, 580, 90, 7), new PixelRect(536, 90, 16, 16)],
    });

    [Fact]
    public void A_circle_that_the_frame_clips_keeps_its_radius_beyond_the_frame()
        => AssertFound(new TestPhotograph { Height = 480, Circle = new Circle(new PointD(350, 240), 300) });

    [Fact]
    public void A_circle_that_is_clipped_inside_the_frame_keeps_its_radius_and_its_straight_edge()
        => AssertFound(new TestPhotograph { Circle = new Circle(new PointD(350, 300), 290), Written = new PixelRect(0, 60, 700, 490) });

    [Fact]
    public void A_large_photograph_is_measured_in_its_own_pixels()
        => AssertFound(new TestPhotograph { Width = 2100, Height = 1500, Circle = new Circle(new PointD(1043.5, 744.25), 701.5), Noise = 3 }, tolerance: 1.5);

    [Fact]
    public void Retina_as_dark_as_the_border_belongs_to_the_field_of_view_inside_its_circle()
    {
        var photograph = new TestPhotograph();
        using FundusImage drawn = photograph.Draw();
        using FundusImage image = FundusImage.Create(drawn.Width, drawn.Height, drawn, static (pixels, from) =>
        {
            from.Pixels.CopyTo(pixels);
            for (int y = 200; y < 380; y++)
            {
                pixels.Slice(3 * (y * from.Width + 60), 3 * 90).Clear();
            }
        });

        using FieldOfView fov = FieldOfView.Detect(image);

        AssertClose(photograph, fov, tolerance: 1.0);
    }

    [Fact]
    public void A_photograph_without_a_border_is_taken_whole()
    {
        using FundusImage image = new TestPhotograph { Circle = new Circle(new PointD(350, 300), 5000) }.Draw();

        using FieldOfView fov = FieldOfView.Detect(image);

        Assert.Equal(FieldOfViewOrigin.WholeFrame, fov.Origin);
        Assert.Equal(700 * 600, fov.Area);
    }

    [Fact]
    public void A_speck_of_light_is_no_field_of_view()
    {
        using FundusImage image = new TestPhotograph { Circle = new Circle(new PointD(350, 300), 60) }.Draw();

        using FieldOfView fov = FieldOfView.Detect(image);
        using FieldOfView small = FieldOfView.Detect(image, new FieldOfViewOptions { MinimumFraction = 0.01 });

        Assert.Equal(FieldOfViewOrigin.WholeFrame, fov.Origin);
        Assert.Equal(FieldOfViewOrigin.Detected, small.Origin);
        Assert.Equal(60, small.Radius, 1.0);
    }

    public static TheoryData<int, int> OddSizes() => new()
    {
        { 1, 1 }, { 1, 500 }, { 500, 1 }, { 15, 15 }, { 16, 16 }, { 17, 400 }, { 400, 17 }, { 3000, 16 }, { 65, 63 },
    };

    [Theory]
    [MemberData(nameof(OddSizes))]
    public void Any_size_and_any_content_gives_a_field_of_view_inside_the_frame(int width, int height)
    {
        using FundusImage noise = TestImages.Noise(width, height, seed: width + height);
        using FundusImage black = TestImages.Flat(width, height, 0, 0, 0);
        using FundusImage half = FundusImage.Create(width, height, 0, static (pixels, _) =>
        {
            pixels.Clear();
            pixels[(pixels.Length / 2)..].Fill(200);
        });
        foreach (FundusImage image in new[] { noise, black, half })
        {
            using FieldOfView fov = FieldOfView.Detect(image);
            Assert.True(fov.Area > 0);
            Assert.True(double.IsFinite(fov.Radius) && fov.Radius > 0);
            Assert.Equal(fov.CropBox, fov.CropBox.Intersect(new PixelRect(0, 0, width, height)));
        }
    }

    [Fact]
    public void The_same_photograph_gives_the_same_circle()
    {
        using FundusImage image = new TestPhotograph { Noise = 9 }.Draw();
        using FieldOfView first = FieldOfView.Detect(image);
        using FieldOfView second = FieldOfView.Detect(image);

        Assert.Equal(first.Circle, second.Circle);
        Assert.True(first.Mask.ContentEquals(second.Mask));
    }

    [Theory]
    [InlineData(300.0, 250.0, 220.0)]
    [InlineData(300.5, 240.25, 280.0)]
    [InlineData(20.0, 250.0, 200.0)]
    public void A_given_mask_of_a_clipped_circle_gives_that_circle(double x, double y, double radius)
    {
        var mask = new BinaryMask(600, 500);
        mask.SetCircle(new Circle(new PointD(x, y), radius));

        using FieldOfView fov = FieldOfView.FromMask(mask);

        Assert.Equal(FieldOfViewOrigin.Given, fov.Origin);
        Assert.Equal(x, fov.Centre.X, 0.4);
        Assert.Equal(y, fov.Centre.Y, 0.4);
        Assert.Equal(radius, fov.Radius, 0.4);
    }

    [Fact]
    public void A_given_mask_that_is_no_circle_gives_the_circle_of_its_box()
    {
        var square = new BinaryMask(300, 200);
        square.SetRectangle(new PixelRect(50, 40, 101, 81));
        using FieldOfView fov = FieldOfView.FromMask(square);
        using FieldOfView none = FieldOfView.FromMask(new BinaryMask(5, 5));

        Assert.Equal(new Circle(new PointD(100, 80), 50.5), fov.Circle);
        Assert.Equal(0, none.Radius);
        Assert.True(none.CropBox.IsEmpty);
    }

    private static void AssertFound(TestPhotograph photograph, double tolerance = 1.0)
    {
        using FundusImage image = photograph.Draw();
        using FieldOfView fov = FieldOfView.Detect(image);
        AssertClose(photograph, fov, tolerance);
    }

    private static void AssertClose(TestPhotograph photograph, FieldOfView fov, double tolerance)
    {
        Assert.Equal(FieldOfViewOrigin.Detected, fov.Origin);
        Assert.Equal(photograph.Circle.Centre.X, fov.Centre.X, tolerance);
        Assert.Equal(photograph.Circle.Centre.Y, fov.Centre.Y, tolerance);
        Assert.Equal(photograph.Circle.Radius, fov.Radius, tolerance);
        using BinaryMask truth = photograph.Truth();
        int shared = truth.CountShared(fov.Mask);
        double overlap = shared / (double)(truth.CountPixels() + fov.Area - shared);
        Assert.True(overlap > 0.99, $"The masks overlap by {overlap:F4}.");
    }
}
