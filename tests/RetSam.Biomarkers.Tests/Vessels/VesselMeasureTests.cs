using RetSam.Biomarkers.Tests.Graph;
using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>Vessel measures with known answers, and what they say when there is nothing to measure.</summary>
public sealed class VesselMeasureTests
{
    private const int Size = 400;

    [Fact]
    [KnownAnswer("vessel.vessel.{area,density,length,skeleton_density}", "vessel.vessel.calibre.{mean,median,length_weighted}")]
    public void A_straight_band_reads_its_area_length_calibre_and_distance_factor()
    {
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size).Bar(60, 90, 340, 260, 10));
        double length = double.Hypot(280, 170);

        Near(m, "area", length * 10, 0.01);
        Near(m, "density", length * 10 / (Size * Size), 0.01);
        Near(m, "length", length, 0.005);
        Near(m, "skeleton_density", length / (Size * Size), 0.005);
        Near(m, "calibre.mean", 10, 0.025);
        Near(m, "calibre.median", 10, 0.025);
        Near(m, "calibre.length_weighted", 10, 0.025);
        Assert.InRange(m["vessel.vessel.calibre.sd"].Value!.Value, 0, 0.5);
        Near(m, "tortuosity.distance_factor.mean", 1, 0.002);
        Near(m, "tortuosity.distance_factor.median", 1, 0.002);
        Near(m, "tortuosity.distance_factor.length_weighted", 1, 0.002);
        Near(m, "fractal.d0", 1, 0.03);
        Assert.Equal(0, m["vessel.vessel.tortuosity.density"].Value!.Value);
        Assert.Equal(0, m["vessel.vessel.tortuosity.inflections"].Value!.Value);
        Assert.InRange(m["vessel.vessel.tortuosity.mean_squared_curvature"].Value!.Value, 0, 1e-4);
        Assert.True(m["vessel.vessel.density"].Flags.HasFlag(MeasurementFlags.WholeFrameAsFieldOfView));
    }

    [Fact]
    [KnownAnswer("vessel.vessel.calibre.{mean,median,length_weighted,sd}")]
    public void The_calibre_of_two_bands_is_weighted_by_sample_and_by_branch_alike()
    {
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size).Bar(20, 50, 320, 50.4, 5).Bar(20, 150, 120, 150.4, 11));

        Near(m, "calibre.mean", (300 * 5 + 100 * 11) / 400.0, 0.02);
        Near(m, "calibre.length_weighted", (300 * 5 + 100 * 11) / 400.0, 0.02);
        Near(m, "calibre.median", 5, 0.02);
        Near(m, "calibre.sd", 6 * Math.Sqrt(0.25 * 0.75), 0.04);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(75)]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(400)]
    [KnownAnswer("vessel.vessel.tortuosity.{total,mean}_squared_curvature")]
    public void A_circle_has_the_squared_curvature_of_its_radius(double radius)
    {
        foreach (double width in new[] { 3, 5, 8 })
        {
            foreach (double phase in new[] { 0, 0.37 })
            {
                int size = (int)(2 * radius) + 40;
                Dictionary<string, Measurement> m = Measure(new BinaryMask(size, size).Arc(size / 2 + phase, size / 2 + phase / 3, radius, width));

                Near(m, "tortuosity.total_squared_curvature", 2 * Math.PI / radius, 0.05);
                Near(m, "tortuosity.mean_squared_curvature", 1 / (radius * radius), 0.05);
                Assert.Equal(0, m["vessel.vessel.tortuosity.inflections"].Value!.Value);
            }
        }
    }

    [Theory]
    [InlineData(1.2, 0)]
    [InlineData(8, 38)]
    public void A_wavy_ring_turns_back_only_where_its_waves_do_by_more_than_the_unrest_of_pixels(double amplitude, int inflections)
    {
        // Low waves turn back by 0.02 radians each: nineteen of them are no turn of 0.4.
        const double Radius = 300;
        Dictionary<string, Measurement> m = Measure(new BinaryMask(700, 700).Curve(
            t => (350 + (Radius + amplitude * Math.Cos(19 * t)) * Math.Cos(t), 350 + (Radius + amplitude * Math.Cos(19 * t)) * Math.Sin(t)), 0, 2 * Math.PI, 5, 4000));

        // A ring's first turn has no turn before it.
        Assert.InRange(m["vessel.vessel.tortuosity.inflections"].Value!.Value * m["vessel.vessel.length"].Value!.Value, inflections - 1.5, inflections);
    }

    [Fact]
    [KnownAnswer("vessel.vessel.tortuosity.distance_factor.{mean,median,length_weighted}")]
    public void Distance_factors_of_two_straight_vessels_and_a_half_circle_are_averaged_by_branch_and_by_length()
    {
        // Round ends, so that the centreline ends where the drawing's does.
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size)
            .Segment(30, 30, 180, 30, 5).Segment(30, 60, 330, 80, 5).Arc(200, 300, 80, 5, Math.PI, Math.PI));
        double bent = Math.PI / 2;
        double[] lengths = [150, double.Hypot(300, 20), Math.PI * 80];

        Near(m, "tortuosity.distance_factor.mean", (1 + 1 + bent) / 3, 0.005);
        Near(m, "tortuosity.distance_factor.median", 1, 0.005);
        Near(m, "tortuosity.distance_factor.length_weighted", (lengths[0] + lengths[1] + lengths[2] * bent) / lengths.Sum(), 0.005);
    }

    /// <summary>A Sierpinski triangle drawn by lines two pixels apart is its own skeleton but for corners.</summary>
    [Fact]
    [KnownAnswer("vessel.vessel.fractal.{d0,d1,d2}")]
    public void Vessels_along_a_Sierpinski_triangle_have_its_dimensions()
    {
        Dictionary<string, Measurement> m = Measure(Biomarkers.Tests.Drawing.Where(1024, 1024, (x, y) => IsOnGasket((int)x, (int)y)));
        foreach (string order in new[] { "d0", "d1", "d2" })
        {
            Assert.Equal(Math.Log(3) / Math.Log(2), m[$"vessel.vessel.fractal.{order}"].Value!.Value, 0.03);
        }

        static bool IsOnGasket(int x, int y)
        {
            // A corner of the grid of two pixels, or the middle of an edge between two corners.
            bool IsCorner(int i, int j) => (i & j) == 0 && i < 512 && j < 512;
            return (x % 2, y % 2) switch
            {
                (0, 0) => IsCorner(x / 2, y / 2),
                (1, 0) => IsCorner(x / 2, y / 2) && IsCorner(x / 2 + 1, y / 2),
                (0, 1) => IsCorner(x / 2, y / 2) && IsCorner(x / 2, y / 2 + 1),
                _ => false,
            };
        }
    }

    /// <summary>Lines three pixels apart both ways fill the plane for every box that is counted.</summary>
    [Fact]
    [KnownAnswer("vessel.vessel.fractal.{d0,d1,d2,lacunarity}")]
    public void A_dense_grid_of_vessels_has_dimension_two_and_lacunarity_one()
    {
        Dictionary<string, Measurement> m = Measure(Biomarkers.Tests.Drawing.Where(769, 769, (x, y) => x % 3 == 0 || y % 3 == 0));
        foreach (string order in new[] { "d0", "d1", "d2" })
        {
            Assert.Equal(2, m[$"vessel.vessel.fractal.{order}"].Value!.Value, 0.03);
        }

        Assert.Equal(1, m["vessel.vessel.fractal.lacunarity"].Value!.Value, 0.01);
    }

    [Fact]
    public void A_straight_vessel_has_no_squared_curvature_at_any_angle()
    {
        for (double angle = 0; angle < 180; angle += 11)
        {
            (double sin, double cos) = Math.SinCos(angle * Math.PI / 180);
            Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size).Bar(200 - 150 * cos, 200 - 150 * sin, 200 + 150 * cos, 200 + 150 * sin, 5));

            Assert.InRange(m["vessel.vessel.tortuosity.mean_squared_curvature"].Value!.Value, 0, 1e-6);
        }
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(15, 80)]
    [InlineData(20, 160)]
    [KnownAnswer("vessel.vessel.tortuosity.{density,inflections}")]
    public void A_sine_has_the_tortuosity_density_of_its_integral(double amplitude, double wavelength)
    {
        // From crest to crest, so that the inflections lie at the zeros in between: two whole arcs between inflections and a half at each end.
        double from = wavelength / 4;
        const int Waves = 2;
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size).Curve(
            t => (30 + t, 200 + amplitude * Math.Sin(2 * Math.PI * t / wavelength)), from, from + Waves * wavelength, 5));

        double quarter = Arc(0, wavelength / 4);
        double halfEnd = quarter / double.Hypot(wavelength / 4, amplitude) - 1;
        double whole = 2 * quarter / (wavelength / 2) - 1;
        double expected = 2 * Waves / (Waves * 4 * quarter) * (2 * halfEnd + (2 * Waves - 1) * whole);

        Assert.Equal(2 * Waves, m["vessel.vessel.tortuosity.inflections"].Value!.Value * m["vessel.vessel.length"].Value!.Value, 0.05);
        Near(m, "tortuosity.density", expected, 0.02);

        double Arc(double t0, double t1)
        {
            double sum = 0;
            for (int i = 0; i < 10_000; i++)
            {
                double slope = amplitude * 2 * Math.PI / wavelength * Math.Cos(2 * Math.PI * (t0 + (t1 - t0) * (i + 0.5) / 10_000) / wavelength);
                sum += Math.Sqrt(1 + slope * slope) * (t1 - t0) / 10_000;
            }

            return sum;
        }
    }

    [Fact]
    [KnownAnswer("vessel.vessel.topology.{crossings,bifurcations,endpoints,components}")]
    public void Topology_counts_a_drawn_tree_and_a_crossing()
    {
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size)
            .Segment(30, 100, 370, 120, 6).Segment(120, 20, 160, 250, 5).Segment(250, 113, 330, 30, 4).Segment(30, 350, 370, 350, 4));

        Assert.Equal(1, m["vessel.vessel.topology.crossings"].Value);
        Assert.Equal(1, m["vessel.vessel.topology.bifurcations"].Value);
        Assert.Equal(7, m["vessel.vessel.topology.endpoints"].Value);
        Assert.Equal(2, m["vessel.vessel.topology.components"].Value);
    }

    [Fact]
    public void The_union_stands_in_for_a_vessel_mask_that_is_absent()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(20, 50, 320, 50, 5))
            .SetMask(RetinaClass.Vein, new BinaryMask(Size, Size).Bar(20, 150, 320, 150, 5))
            .Build();
        Dictionary<string, Measurement> m = CalibreEquivalentTests.Measure(segmentation);

        Assert.Equal(m["vessel.artery.area"].Value + m["vessel.vein.area"].Value, m["vessel.vessel.area"].Value);
        Assert.Equal(m["vessel.artery.length"].Value!.Value + m["vessel.vein.length"].Value!.Value, m["vessel.vessel.length"].Value!.Value, 1e-9);
    }

    [Fact]
    public void Lengths_are_given_in_micrometres_when_the_scale_is_known()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Vessel, new BinaryMask(Size, Size).Bar(60, 90, 340, 260, 10)).Build();
        Dictionary<string, Measurement> m = CalibreEquivalentTests.Measure(segmentation, PixelScale.Given(8));

        Assert.Equal(m["vessel.vessel.length"].Value * 8, m["vessel.vessel.length"].Physical!.Value);
        Assert.Equal("um2", m["vessel.vessel.area"].Physical!.Unit);
        Assert.Equal("mm-1", m["vessel.vessel.skeleton_density"].Physical!.Unit);
        Assert.Equal("mm-2", m["vessel.vessel.tortuosity.mean_squared_curvature"].Physical!.Unit);
        Assert.Null(m["vessel.vessel.density"].Physical);
    }

    [Fact]
    public void An_empty_mask_is_no_vessels_for_every_measure()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size))
            .SetMask(RetinaClass.Vein, new BinaryMask(Size, Size))
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(200, 200, 30))
            .Build();

        foreach (Measurement measurement in CalibreEquivalentTests.Measure(segmentation, PixelScale.Given(8)).Values.Where(IsVessel))
        {
            Assert.Equal(MeasurementStatus.NoVessels, measurement.Status);
            Assert.Null(measurement.Value);
            Assert.NotNull(measurement.Reason);
        }
    }

    [Fact]
    public void Without_a_disc_the_equivalents_say_so_and_the_rest_is_measured()
    {
        Dictionary<string, Measurement> m = Measure(new BinaryMask(Size, Size).Bar(60, 90, 340, 260, 10), RetinaClass.Artery);

        Assert.Equal(MeasurementStatus.NoDisc, m["vessel.artery.crae.knudtson"].Status);
        Assert.Equal(MeasurementStatus.Ok, m["vessel.artery.length"].Status);
        Assert.Equal(MeasurementStatus.NoVessels, m["vessel.vein.length"].Status);
    }

    [Fact]
    public void Without_a_scale_Hubbard_says_so()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(60, 90, 340, 260, 10))
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(200, 200, 30))
            .Build();

        Assert.Equal(MeasurementStatus.NoScale, CalibreEquivalentTests.Measure(segmentation)["vessel.artery.crae.hubbard"].Status);
    }

    [Fact]
    public void A_disc_without_vessels_near_it_has_too_few()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(300, 300, 390, 390, 6))
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(60, 60, 30))
            .Build();
        Measurement crae = CalibreEquivalentTests.Measure(segmentation)["vessel.artery.crae.knudtson"];

        Assert.Equal(MeasurementStatus.TooFewVessels, crae.Status);
        Assert.StartsWith("0 artery(s)", crae.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_view_that_leaves_the_zone_out_is_said()
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(20, 20, 380, 380, 6))
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(60, 60, 15))
            .SetFieldOfView(FieldOfView.FromMask(new BinaryMask(Size, Size).Disc(300, 300, 60)))
            .Build();

        Assert.Equal(MeasurementStatus.OutsideFieldOfView, CalibreEquivalentTests.Measure(segmentation)["vessel.artery.crae.knudtson"].Status);
    }

    [Fact]
    public void Degenerate_masks_give_a_value_or_a_reason_for_every_measure()
    {
        foreach (BinaryMask mask in VesselGraphTests.Degenerate())
        {
            using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(mask.Width, mask.Height)
                .SetMask(RetinaClass.Artery, mask)
                .SetMask(RetinaClass.Vein, mask.Clone())
                .SetMask(RetinaClass.OpticDisc, BinaryMask.Full(mask.Width, mask.Height))
                .Build();

            foreach (Measurement measurement in CalibreEquivalentTests.Measure(segmentation, PixelScale.Given(8)).Values.Where(IsVessel))
            {
                Assert.Equal(measurement.Status == MeasurementStatus.Ok, measurement.Value is not null);
                Assert.Equal(measurement.Status == MeasurementStatus.Ok, measurement.Reason is null);
                Assert.True(measurement.Value is null || double.IsFinite(measurement.Value.Value));
            }
        }
    }

    [Fact]
    public void One_pixel_has_an_area_and_no_length()
    {
        using var mask = new BinaryMask(Size, Size) { [5, 5] = true };
        Dictionary<string, Measurement> m = Measure(mask.Clone());

        Assert.Equal(1, m["vessel.vessel.area"].Value);
        Assert.Equal(MeasurementStatus.TooSmall, m["vessel.vessel.length"].Status);
        Assert.Equal(MeasurementStatus.TooSmall, m["vessel.vessel.calibre.mean"].Status);
        Assert.Equal(MeasurementStatus.TooFewVessels, m["vessel.vessel.tortuosity.distance_factor.mean"].Status);
        Assert.Equal(1, m["vessel.vessel.topology.components"].Value);
    }

    private static bool IsVessel(Measurement measurement) => measurement.Id.StartsWith("vessel.", StringComparison.Ordinal);

    private static Dictionary<string, Measurement> Measure(BinaryMask mask, RetinaClass? retinaClass = null)
    {
        using RetinaSegmentation segmentation = new RetinaSegmentation.Builder(mask.Width, mask.Height).SetMask(retinaClass ?? RetinaClass.Vessel, mask).Build();
        return CalibreEquivalentTests.Measure(segmentation);
    }

    private static void Near(Dictionary<string, Measurement> m, string id, double expected, double relative)
    {
        Measurement measurement = m["vessel.vessel." + id];
        Assert.True(measurement.Value is not null, $"{measurement.Id}: {measurement.Status} {measurement.Reason}");
        Assert.InRange(measurement.Value.Value, expected * (1 - relative), expected * (1 + relative));
    }
}
