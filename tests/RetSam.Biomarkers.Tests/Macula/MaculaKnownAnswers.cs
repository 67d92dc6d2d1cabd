using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Macula;

/// <summary>Where the fovea is, seen from the disc.</summary>
public sealed class MaculaKnownAnswers
{
    [Theory]
    [InlineData(50, 200 + 150)]
    [InlineData(350, 200 + 150)]
    [KnownAnswer("macula.centre.{x,y}", "macula.{disc_distance,disc_distance.disc_diameters,disc_angle}")]
    public void Distance_and_angle_are_those_of_the_drawn_points_in_either_eye(double x, double y)
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 25), fovea: new PointD(x, y));
        Assert.Equal(x, eye.Value("macula.centre.x"));
        Assert.Equal(y, eye.Value("macula.centre.y"));
        Assert.Equal(150 * Math.Sqrt(2), eye.Value("macula.disc_distance"), 1e-9);
        Assert.Equal(150 * Math.Sqrt(2) / 50, eye.Value("macula.disc_distance.disc_diameters"), 0.02);
        Assert.Equal(45, eye.Value("macula.disc_angle"), 1e-9);
        Assert.Equal(1500 * Math.Sqrt(2), eye.Measure("macula.disc_distance", scale: PixelScale.Given(10)).Physical!.Value, 1e-6);
    }

    [Fact]
    public void Not_looked_for_and_not_found_are_said_apart()
    {
        using RetinaSegmentation notSought = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 25));
        using RetinaSegmentation notFound = new RetinaSegmentation.Builder(10, 10).SetFovea(null).Build();
        Assert.Equal(MeasurementStatus.NoFovea, notSought.Measure("macula.centre.x").Status);
        Assert.Equal(MeasurementStatus.NoFovea, notFound.Measure("macula.centre.x").Status);
        Assert.NotEqual(notSought.Measure("macula.centre.x").Reason, notFound.Measure("macula.centre.x").Reason);
        using RetinaSegmentation onDisc = Eye.Segment(Drawing.Circle(401, 401, 200, 200, 25), fovea: new PointD(200, 200));
        Assert.Equal(MeasurementStatus.NoFovea, onDisc.Measure("macula.disc_angle").Status);
        Assert.Equal(0, onDisc.Value("macula.disc_distance"));
    }

    /// <summary>The central circle is 1 mm across.</summary>
    [Theory]
    [InlineData(100, MeasurementStatus.Ok)]
    [InlineData(101, MeasurementStatus.TooSmall)]
    public void The_etdrs_grid_is_laid_where_its_centre_is_10_px_across(double micrometresPerPixel, MeasurementStatus expected)
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(200, 200)
            .SetMask(RetinaClass.Drusen, Drawing.Circle(200, 200, 100, 100, 4)).SetFovea(new PointD(100, 100)).Build();
        Assert.Equal(expected, eye.Measure("lesion.drusen.etdrs.centre", scale: PixelScale.Given(micrometresPerPixel)).Status);
    }
}
