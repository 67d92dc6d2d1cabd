using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Disc;

/// <summary>Concentric circles of ratio q read q within 0.01, area q squared, at any size from 40 px on.</summary>
public sealed class CupToDiscKnownAnswers
{
    [Theory]
    [InlineData(40)]
    [InlineData(63)]
    [InlineData(100)]
    [InlineData(240)]
    [KnownAnswer("cdr.{horizontal,vertical,max_chord,area}", "rim.disc_area_ratio")]
    public void Concentric_circles_read_their_ratio_along_any_axis(int diameter)
    {
        foreach (double q in new[] { 0.3, 0.45, 0.5, 0.6, 0.75, 0.9 })
        {
            foreach ((double dx, double dy) in new[] { (0, 0), (0.5, 0.5), (0.3, 0.9) })
            {
                PointD centre = new(150 + dx, 150 + dy);
                foreach (PointD? fovea in new PointD?[] { null, new PointD(400, 190), new PointD(-100, 400) })
                {
                    using RetinaSegmentation eye = Eye.Segment(
                        Drawing.Circle(300, 300, centre.X, centre.Y, diameter / 2.0),
                        Drawing.Circle(300, 300, centre.X, centre.Y, q * diameter / 2.0),
                        fovea);
                    Assert.Equal(q, eye.Value("cdr.horizontal"), 0.01);
                    Assert.Equal(q, eye.Value("cdr.vertical"), 0.01);
                    Assert.Equal(q, eye.Value("cdr.max_chord"), 0.01);

                    Assert.Equal(q, Math.Sqrt(eye.Value("cdr.area")), 0.01);
                    Assert.Equal(1 - eye.Value("cdr.area"), eye.Value("rim.disc_area_ratio"), 1e-12);
                }
            }
        }
    }

    /// <summary>
    /// On whole pixels some circles of about 20 px come out larger or smaller than drawn by up to half a pixel, and nothing can tell
    /// from the mask; the square root of the ratio of pixel counts says which ratio was drawn in truth.
    /// </summary>
    [Fact]
    public void At_every_size_from_40_px_on_and_anywhere_the_ratio_that_came_out_is_read()
    {
        var random = new Random(11);
        for (int diameter = 40; diameter <= 64; diameter++)
        {
            PointD centre = new(50 + random.NextDouble(), 50 + random.NextDouble());
            double q = 0.3 + 0.6 * random.NextDouble();
            using RetinaSegmentation eye = Eye.Segment(
                Drawing.Circle(100, 100, centre.X, centre.Y, diameter / 2.0),
                Drawing.Circle(100, 100, centre.X, centre.Y, q * diameter / 2.0),
                new PointD(400 * random.NextDouble(), 400));
            double drawn = Math.Sqrt(eye.Value("cdr.area"));
            Assert.Equal(drawn, eye.Value("cdr.horizontal"), 0.01);
            Assert.Equal(drawn, eye.Value("cdr.vertical"), 0.01);
            Assert.Equal(drawn, eye.Value("cdr.max_chord"), 0.01);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(-40)]
    [KnownAnswer("{disc,cup}.{width,height,area}", "rim.area")]
    public void An_ellipse_along_the_disc_fovea_line_has_its_axes_and_areas(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Ellipse(400, 400, 200, 200, 90, 70, degrees),
            Drawing.Ellipse(400, 400, 200, 200, 30, 50, degrees),
            new PointD(200 + 180 * cos, 200 - 180 * sin));

        Assert.Equal(180, eye.Value("disc.width"), 1.0);
        Assert.Equal(140, eye.Value("disc.height"), 1.0);
        Assert.Equal(60, eye.Value("cup.width"), 1.0);
        Assert.Equal(100, eye.Value("cup.height"), 1.0);
        Assert.Equal(Math.PI * 90 * 70, eye.Value("disc.area"), 40.0);
        Assert.Equal(Math.PI * 30 * 50, eye.Value("cup.area"), 30.0);
        Assert.Equal(eye.Value("disc.area") - eye.Value("cup.area"), eye.Value("rim.area"));
    }

    [Fact]
    public void Without_a_fovea_the_image_axes_are_taken_and_flagged()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(200, 200, 99, 99, 50), Drawing.Ellipse(200, 200, 99, 99, 40, 20, 90));
        Measurement vertical = eye.Measure("cdr.vertical");
        Assert.Equal(MeasurementFlags.ImageAxes, vertical.Flags);
        Assert.Equal(0.8, vertical.Value!.Value, 0.01);
        Assert.Equal(0.4, eye.Value("cdr.horizontal"), 0.01);
        Assert.Equal(0.8, eye.Value("cdr.max_chord"), 0.01);
    }

    [Fact]
    public void With_a_fovea_vertical_is_across_the_disc_fovea_axis()
    {
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Circle(400, 400, 200, 200, 60),
            Drawing.Ellipse(400, 400, 200, 200, 45, 30, 60),
            new PointD(200 + 130 * Math.Cos(Math.PI / 6), 200 + 130 * Math.Sin(Math.PI / 6)));
        Assert.Equal(0.75, eye.Value("cdr.vertical"), 0.01);
        Assert.Equal(0.5, eye.Value("cdr.horizontal"), 0.01);
        Assert.Equal(MeasurementFlags.None, eye.Measure("cdr.vertical").Flags);
    }

    [Fact]
    public void The_cup_outside_the_disc_is_left_out_and_flagged()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(200, 200, 100, 100, 40), Drawing.Circle(200, 200, 100, 100, 60));
        Measurement area = eye.Measure("cup.area");
        Assert.True(area.Flags.HasFlag(MeasurementFlags.CupReachedOutsideDisc));
        Assert.Equal(eye.Value("disc.area"), area.Value);
        Assert.Equal(0, eye.Value("rim.area"));
        Assert.Equal(1, eye.Value("cdr.vertical"), 1e-12);
        Assert.Equal(10, eye.Value("ddls"));
    }

    [Fact]
    public void Of_two_discs_the_larger_is_measured_and_flagged()
    {
        using BinaryMask other = Drawing.Circle(300, 300, 240, 240, 20);
        BinaryMask discs = Drawing.Circle(300, 300, 100, 100, 50);
        discs.UnionWith(other);
        using RetinaSegmentation eye = Eye.Segment(discs, Drawing.Circle(300, 300, 100, 100, 25));
        Measurement ratio = eye.Measure("cdr.area");
        Assert.Equal(0.25, ratio.Value!.Value, 0.01);
        Assert.True(ratio.Flags.HasFlag(MeasurementFlags.SeveralObjects));
        using var context = new MeasureContext(eye);
        Assert.Equal(100, context.Disc!.Centre.X, 1e-9);
    }

    [Theory]
    [InlineData("cdr.vertical")]
    [InlineData("rim.inferior")]
    [InlineData("ddls")]
    public void What_is_missing_is_said(string id)
    {
        using RetinaSegmentation nothing = Eye.Segment();
        using RetinaSegmentation noCup = Eye.Segment(Drawing.Circle(100, 100, 50, 50, 20));
        using RetinaSegmentation emptyDisc = Eye.Segment(new BinaryMask(100, 100), Drawing.Circle(100, 100, 50, 50, 10));
        using RetinaSegmentation apart = Eye.Segment(Drawing.Circle(100, 100, 30, 30, 20), Drawing.Circle(100, 100, 80, 80, 10));
        using RetinaSegmentation dot = Eye.Segment(Drawing.Circle(1, 1, 0, 0, 1), Drawing.Circle(1, 1, 0, 0, 1));
        Assert.Equal(MeasurementStatus.NoDisc, nothing.Measure(id).Status);
        Assert.Equal(MeasurementStatus.NoCup, noCup.Measure(id).Status);
        Assert.Equal(MeasurementStatus.NoDisc, emptyDisc.Measure(id).Status);
        Assert.Equal(MeasurementStatus.NoCup, apart.Measure(id).Status);
        Assert.Equal(MeasurementStatus.TooSmall, dot.Measure(id).Status);
        Assert.All(
            [nothing.Measure(id), noCup.Measure(id), apart.Measure(id), dot.Measure(id)],
            measurement => Assert.True(measurement.Value is null && measurement.Reason is { Length: > 10 }));
    }

    [Fact]
    public void A_disc_at_the_frame_or_the_edge_of_the_view_is_flagged()
    {
        using RetinaSegmentation cut = Eye.Segment(Drawing.Circle(200, 200, 5, 100, 40));
        Assert.True(cut.Measure("disc.area").Flags.HasFlag(MeasurementFlags.TouchesFieldOfViewBorder));
        using RetinaSegmentation inside = Eye.Segment(Drawing.Circle(200, 200, 100, 100, 40));
        Assert.Equal(MeasurementFlags.None, inside.Measure("disc.area").Flags);
    }

    [Fact]
    public void Lengths_and_areas_come_in_micrometres_when_the_scale_is_known()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(300, 300, 150, 150, 100));
        Measurement width = eye.Measure("disc.width", scale: PixelScale.Given(9));
        Assert.Equal("um", width.Physical!.Unit);
        Assert.Equal(1800, width.Physical.Value, 5.0);
        Measurement area = eye.Measure("disc.area", scale: PixelScale.Given(9));
        Assert.Equal("um2", area.Physical!.Unit);
        Assert.Equal(area.Value!.Value * 81, area.Physical.Value, 1e-3);
    }
}
