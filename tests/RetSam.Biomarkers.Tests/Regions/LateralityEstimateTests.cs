using RetSam.Biomarkers.Tests.Graph;

namespace RetSam.Biomarkers.Tests.Regions;

/// <summary>The eye that disc and fovea tell, and how sure.</summary>
public sealed class LateralityEstimateTests
{
    private const double DiscRadius = 20;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-30)]
    [InlineData(45)]
    [InlineData(-45)]
    public void The_disc_lies_to_the_right_of_the_fovea_in_a_right_eye_however_the_camera_was_held(double degrees)
    {
        Assert.Equal(Laterality.Right, At(180 + degrees, 2.5).Eye);
        Assert.Equal(Laterality.Left, At(degrees, 2.5).Eye);
        Assert.Equal(At(180 + degrees, 2.5).Confidence, At(180 - degrees, 2.5).Confidence, 1e-9);
    }

    [Fact]
    public void Confidence_is_full_for_a_level_line_of_usual_length_and_falls_with_angle_length_and_the_foveas_own()
    {
        Assert.Equal(1, At(0, 2.5).Confidence, 1e-9);
        Assert.Equal(1, At(15, 2.3).Confidence, 1e-9);
        Assert.Equal(0.5, At(40, 2.5).Confidence, 0.01);
        Assert.Equal(0.7, At(0, 2.5, 0.7).Confidence, 1e-9);
        Assert.Equal(0.5, At(0, 2.8 * Math.Sqrt(2)).Confidence, 0.01);
        Assert.Equal(0.5, At(0, 2.2 / Math.Sqrt(2)).Confidence, 0.01);
        Assert.Equal(0, At(0, 6).Confidence);
        Assert.Equal(Laterality.Left, At(0, 6).Eye);
    }

    [Fact]
    public void Too_steep_a_line_tells_nothing_nor_does_a_fovea_inside_the_disc_or_none()
    {
        Assert.Equal(default, At(65, 2.5));
        Assert.Equal(default, At(-90, 2.5));
        Assert.Equal(default, At(0, 0.4));
        using RetinaSegmentation noFovea = Eye.Segment(new BinaryMask(400, 400).Disc(200, 200, DiscRadius));
        using RetinaSegmentation noDisc = Eye.Segment(fovea: new PointD(10, 10));
        Assert.Equal(default, LateralityEstimate.Infer(noFovea));
        Assert.Equal(default, LateralityEstimate.Infer(noDisc));
    }

    /// <summary>A fovea in a direction from the disc (0 to the right, 90 down), so many disc diameters away.</summary>
    private static LateralityEstimate At(double degrees, double diameters, double? confidence = null)
    {
        BinaryMask disc = new BinaryMask(400, 400).Disc(200, 200, DiscRadius);
        double distance = diameters * 2 * DiscGeometry.FromMask(disc).Radius;
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(400, 400)
            .SetMask(RetinaClass.OpticDisc, disc)
            .SetFovea(new PointD(200 + distance * cos, 200 + distance * sin), confidence)
            .Build();
        return LateralityEstimate.Infer(eye);
    }
}
