using RetSam.Preprocessing;

namespace RetSam.Core.Tests.Preprocessing;

/// <summary>The expected boxes are worked out by hand from the rule in <see cref="CropMode.ReferenceBorderBox"/>.</summary>
public sealed class ReferenceBorderTests
{
    private static readonly PreprocessingOptions Options = new() { Width = 64, Height = 64, Crop = CropMode.ReferenceBorderBox };

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(246)]
    [InlineData(255)]
    public void A_dark_or_a_light_border_is_cropped(byte border)
    {
        using FundusImage image = Rectangle(border, new PixelRect(20, 30, 50, 40));
        Assert.Equal(new PixelRect(20, 30, 50, 40), Box(image));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(245)]
    public void Levels_between_dark_and_light_are_content(byte border)
    {
        using FundusImage image = Rectangle(border, new PixelRect(20, 30, 50, 40));
        Assert.Equal(new PixelRect(0, 0, 100, 120), Box(image));
    }

    [Fact]
    public void Ten_pixels_of_content_in_a_line_are_still_border_and_eleven_are_not()
    {
        using FundusImage ten = Rectangle(0, new PixelRect(20, 30, 50, 10));
        using FundusImage eleven = Rectangle(0, new PixelRect(20, 30, 50, 11));

        Assert.Equal(new PixelRect(0, 0, 100, 120), Box(ten));
        Assert.Equal(new PixelRect(20, 30, 50, 11), Box(eleven));
    }

    [Fact]
    public void A_light_area_inside_a_dark_border_is_content()
    {
        using FundusImage image = Rectangle(0, new PixelRect(10, 10, 60, 60), content: 255);
        Assert.Equal(new PixelRect(10, 10, 60, 60), Box(image));
    }

    [Fact]
    public void The_mode_needs_the_photograph_and_says_so()
    {
        using FieldOfView fov = FieldOfView.WholeFrame(10, 10);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Preprocessor.GetTransform(fov, Options));
        Assert.Contains("overload", error.Message, StringComparison.Ordinal);
    }

    private static PixelRect Box(FundusImage image)
    {
        using FieldOfView fov = FieldOfView.WholeFrame(image.Width, image.Height);
        CropTransform transform = Preprocessor.GetTransform(image, fov, Options);
        CropTransform used = Preprocessor.Write(image, fov, Options, new float[Options.TensorLength]);
        Assert.Equal(transform, used);
        return transform.SourceCrop;
    }

    private static FundusImage Rectangle(byte border, PixelRect rectangle, byte content = 120)
        => FundusImage.Create(100, 120, (border, rectangle, content), static (pixels, what) =>
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                int pixel = i / 3;
                pixels[i] = what.rectangle.Contains(pixel % 100, pixel / 100) ? what.content : what.border;
            }
        });
}
