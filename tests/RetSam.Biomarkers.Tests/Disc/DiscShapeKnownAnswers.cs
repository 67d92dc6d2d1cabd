using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Disc;

/// <summary>Direction, roundness and torsion of drawn discs.</summary>
public sealed class DiscShapeKnownAnswers
{
    [Theory]
    [InlineData(90)]
    [InlineData(60)]
    [InlineData(-35)]
    [InlineData(10)]
    [KnownAnswer("{disc,cup}.orientation", "disc.ovality")]
    public void An_ellipse_has_its_direction_and_ratio_of_axes(double degrees)
    {
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Ellipse(300, 300, 150, 150, 70, 56, degrees),
            Drawing.Ellipse(300, 300, 150, 150, 40, 20, degrees));
        Assert.Equal(degrees, Math.Abs(degrees) == 90 ? Math.Abs(eye.Value("disc.orientation")) : eye.Value("disc.orientation"), 0.5);
        Assert.Equal(degrees, Math.Abs(degrees) == 90 ? Math.Abs(eye.Value("cup.orientation")) : eye.Value("cup.orientation"), 0.5);
        Assert.Equal(0.8, eye.Value("disc.ovality"), 0.005);
    }

    [Fact]
    public void A_circle_has_no_direction_and_ovality_1()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(300, 300, 150, 150, 60));
        Assert.Equal(MeasurementStatus.NoneFound, eye.Measure("disc.orientation").Status);
        Assert.Equal(1, eye.Value("disc.ovality"), 1e-9);
    }

    /// <summary>The upper end 20 degrees towards the fovea, in a right and in a left eye, and with a tilted disc-fovea line.</summary>
    [Fact]
    [KnownAnswer("disc.torsion")]
    public void Torsion_is_positive_when_the_upper_end_leans_to_the_temple()
    {
        using RetinaSegmentation right = Eye.Segment(Drawing.Ellipse(400, 400, 200, 200, 70, 56, 110), fovea: new PointD(60, 200));
        using RetinaSegmentation left = Eye.Segment(Drawing.Ellipse(400, 400, 200, 200, 70, 56, 70), fovea: new PointD(340, 200));
        using RetinaSegmentation tilted = Eye.Segment(
            Drawing.Ellipse(400, 400, 200, 200, 70, 56, 60),
            fovea: new PointD(200 + 140 * Math.Cos(Math.PI / 18), 200 + 140 * Math.Sin(Math.PI / 18)));
        using RetinaSegmentation nasal = Eye.Segment(Drawing.Ellipse(400, 400, 200, 200, 70, 56, 70), fovea: new PointD(60, 200));
        Assert.Equal(20, right.Value("disc.torsion"), 0.5);
        Assert.Equal(20, left.Value("disc.torsion"), 0.5);
        Assert.Equal(20, tilted.Value("disc.torsion"), 0.5);
        Assert.Equal(-20, nasal.Value("disc.torsion"), 0.5);
    }

    [Fact]
    public void Torsion_needs_the_fovea()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Ellipse(300, 300, 150, 150, 70, 56, 80));
        Assert.Equal(MeasurementStatus.NoFovea, eye.Measure("disc.torsion").Status);
    }
}
