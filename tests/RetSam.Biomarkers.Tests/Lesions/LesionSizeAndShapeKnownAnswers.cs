using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Lesions;

/// <summary>Sizes against limits in micrometres, shapes of discs, ellipses and rectangles, grades of coverage.</summary>
public sealed class LesionSizeAndShapeKnownAnswers
{
    [Fact]
    [KnownAnswer("lesion.drusen.size.{small,medium,large}")]
    public void Discs_of_50_100_and_200_um_are_small_medium_and_large()
    {
        // 5 um a pixel: diameters of 10, 20 and 40 px.
        using RetinaSegmentation eye = LesionEye.WithDrusen(Discs((30, 30, 5), (80, 30, 10), (150, 30, 20), (230, 30, 20)));
        PixelScale scale = PixelScale.Given(5);
        Assert.Equal(1, eye.Value("lesion.drusen.size.small", scale: scale));
        Assert.Equal(1, eye.Value("lesion.drusen.size.medium", scale: scale));
        Assert.Equal(2, eye.Value("lesion.drusen.size.large", scale: scale));
        Measurement small = eye.Measure("lesion.drusen.size.small", scale: scale);
        Assert.Equal(MeasurementFlags.None, small.Flags);
        Assert.Equal(Math.PI / 4 * 63 * 63, small.Details.Single(d => d is { Name: "small below", Unit: "um2" }).Value, 1e-6);
        Assert.Equal(Math.PI / 4 * 125 * 125 / 25, small.Details.Single(d => d is { Name: "large from", Unit: "px2" }).Value, 1e-6);
    }

    [Fact]
    public void Without_a_scale_the_disc_is_1500_um_across_and_without_a_disc_there_are_no_limits()
    {
        // A disc of 150 px radius is 5 um a pixel.
        using RetinaSegmentation eye = LesionEye.WithDrusen(Discs((30, 30, 5), (80, 30, 10), (150, 30, 20)), disc: Drawing.Circle(400, 400, 200, 200, 150));
        Measurement medium = eye.Measure("lesion.drusen.size.medium");
        Assert.Equal(1, medium.Value);
        Assert.Equal(MeasurementFlags.AverageDiscAssumed, medium.Flags);
        Assert.Equal(Math.Pow(63.0 / 1500, 2), medium.Details.Single(d => d.Unit == "1" && d.Name.StartsWith("small", StringComparison.Ordinal)).Value, 1e-9);
        using RetinaSegmentation bare = LesionEye.WithDrusen(Discs((30, 30, 5)));
        Assert.Equal(MeasurementStatus.NoScale, bare.Measure("lesion.drusen.size.medium").Status);
    }

    [Fact]
    [KnownAnswer("lesion.drusen.shape.{circularity,aspect_ratio}")]
    public void A_disc_is_round_an_ellipse_has_its_axes_ratio_and_a_square_pi_over_4()
    {
        using RetinaSegmentation discs = LesionEye.WithDrusen(Discs((60.3, 60.6, 5), (120, 60, 9.5), (200, 200, 40)));
        Assert.Equal(1, discs.Value("lesion.drusen.shape.circularity"), 0.03);
        Assert.Equal(1, discs.Value("lesion.drusen.shape.aspect_ratio"), 0.02);
        using RetinaSegmentation ellipse = LesionEye.WithDrusen(Drawing.Ellipse(400, 400, 200.2, 199.7, 60, 30, 25));
        Assert.Equal(0.5, ellipse.Value("lesion.drusen.shape.aspect_ratio"), 0.005);

        // Ramanujan's perimeter of the ellipse.
        double perimeter = Math.PI * (3 * 90 - Math.Sqrt((3 * 60 + 30) * (60 + 3 * 30.0)));
        Assert.Equal(4 * Math.PI * Math.PI * 60 * 30 / (perimeter * perimeter), ellipse.Value("lesion.drusen.shape.circularity"), 0.02);
        using RetinaSegmentation square = LesionEye.WithDrusen(Drawing.Where(400, 400, (x, y) => x is >= 100 and < 300 && y is >= 100 and < 300));
        Assert.Equal(Math.PI / 4, square.Value("lesion.drusen.shape.circularity"), 0.01);
        using RetinaSegmentation rectangle = LesionEye.WithDrusen(Drawing.Where(400, 400, (x, y) => x is >= 100 and < 300 && y is >= 100 and < 150));
        Assert.Equal(0.25, rectangle.Value("lesion.drusen.shape.aspect_ratio"), 1e-9);
        Assert.Equal(4 * Math.PI * 200 * 50 / (500.0 * 500), rectangle.Value("lesion.drusen.shape.circularity"), 0.01);
    }

    [Fact]
    public void Shapes_are_means_over_objects_large_enough_to_have_one()
    {
        BinaryMask mask = Drawing.Where(400, 400, (x, y) => (x is >= 100 and < 300 && y is >= 100 and < 150) || (x is >= 10 and < 50 && y is >= 10 and < 50) || (x == 380 && y < 11));
        using RetinaSegmentation eye = LesionEye.WithDrusen(mask);
        Measurement aspect = eye.Measure("lesion.drusen.shape.aspect_ratio");
        Assert.Equal((0.25 + 1) / 2, aspect.Value!.Value, 1e-9);
        Assert.Equal(2, Assert.Single(aspect.Details).Value);
        using RetinaSegmentation specks = LesionEye.WithDrusen(Drawing.Where(50, 50, (x, y) => x % 5 == 0 && y % 5 == 0));
        Assert.Equal(MeasurementStatus.TooSmall, specks.Measure("lesion.drusen.shape.circularity").Status);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(299, 1)]
    [InlineData(300, 2)]
    [InlineData(999, 2)]
    [InlineData(1000, 3)]
    [InlineData(10000, 3)]
    [KnownAnswer("lesion.{drusen,total}.severity")]
    public void Severity_steps_up_at_1_3_and_10_percent(int pixels, int grade)
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(Drawing.Where(100, 100, (x, y) => y * 100 + x < pixels));
        Assert.Equal(grade, eye.Value("lesion.drusen.severity"));
        Assert.Equal(grade, eye.Value("lesion.total.severity"));
    }

    private static BinaryMask Discs(params (double X, double Y, double Radius)[] discs)
        => Drawing.Where(400, 400, (x, y) => discs.Any(d => (x - d.X) * (x - d.X) + (y - d.Y) * (y - d.Y) <= d.Radius * d.Radius));
}
