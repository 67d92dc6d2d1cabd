using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Phenotypes;

/// <summary>Tessellation and myopic atrophy, drawn.</summary>
public sealed class PhenotypeKnownAnswers
{
    [Fact]
    [KnownAnswer("tessellation.{count,circularity,aspect_ratio}", "tessellation.{centroid_dispersion,centroid_dispersion.disc_diameters}")]
    public void Four_discs_at_the_corners_of_a_square_are_spread_by_half_its_diagonal()
    {
        BinaryMask mask = Drawing.Where(400, 400, (x, y) => new[] { 100, 300 }.Any(cx => new[] { 100, 300 }.Any(cy => double.Hypot(x - cx, y - cy) <= 12)));
        using RetinaSegmentation eye = Tessellated(mask, Drawing.Circle(400, 400, 200, 200, 50));
        Assert.Equal(4, eye.Value("tessellation.count"));
        Assert.Equal(100 * Math.Sqrt(2), eye.Value("tessellation.centroid_dispersion"), 1e-9);
        Assert.Equal(Math.Sqrt(2), eye.Value("tessellation.centroid_dispersion.disc_diameters"), 0.01);
        Assert.Equal(1, eye.Value("tessellation.circularity"), 0.03);
        Assert.Equal(1, eye.Value("tessellation.aspect_ratio"), 0.01);
        using RetinaSegmentation one = Tessellated(Drawing.Ellipse(400, 400, 200, 200, 90, 30, 60));
        Assert.Equal(0, one.Value("tessellation.centroid_dispersion"), 1e-12);
        Assert.Equal(1.0 / 3, one.Value("tessellation.aspect_ratio"), 0.01);
    }

    [Fact]
    [KnownAnswer("tessellation.density.{disc,zone,macula}")]
    public void Densities_are_shares_of_the_macula_of_the_ring_around_the_disc_and_of_zone_C()
    {
        // Everything within 3 disc radii of the disc: all of the ring R..2R, (9 - 4) / (25 - 4) of zone C.
        BinaryMask mask = Drawing.Circle(801, 801, 400, 400, 180);
        using RetinaSegmentation eye = Tessellated(mask, Drawing.Circle(801, 801, 400, 400, 60), new PointD(400, 400));
        Assert.Equal(1, eye.Value("tessellation.density.disc"));
        Assert.Equal(5.0 / 21, eye.Value("tessellation.density.zone"), 0.005);

        // 10 um a pixel: the 6 mm circle has a radius of 300 px.
        Assert.Equal(0.36, eye.Value("tessellation.density.macula", Laterality.Right, PixelScale.Given(10)), 0.002);
        Assert.Equal(MeasurementFlags.None, eye.Measure("tessellation.density.zone").Flags);
    }

    [Fact]
    public void Densities_leave_out_what_is_not_seen_and_say_so()
    {
        using RetinaSegmentation eye = Tessellated(BinaryMask.Full(801, 801), Drawing.Circle(801, 801, 60, 400, 40), new PointD(0, 400));
        Measurement zone = eye.Measure("tessellation.density.zone");
        Assert.Equal(1, zone.Value);
        Assert.Equal(MeasurementFlags.ZoneCutByFieldOfView, zone.Flags & MeasurementFlags.ZoneCutByFieldOfView);
        Assert.InRange(Assert.Single(zone.Details).Value, 0.5, 0.9);
        Measurement macula = eye.Measure("tessellation.density.macula", Laterality.Left, PixelScale.Given(20));
        Assert.Equal(1, macula.Value);
        Assert.Equal(0.5, Assert.Single(macula.Details).Value, 0.02);
    }

    [Fact]
    public void Without_disc_fovea_or_scale_the_densities_say_what_is_missing()
    {
        using RetinaSegmentation eye = Tessellated(BinaryMask.Full(200, 200));
        Assert.Equal(MeasurementStatus.NoDisc, eye.Measure("tessellation.density.disc").Status);
        Assert.Equal(MeasurementStatus.NoFovea, eye.Measure("tessellation.density.macula").Status);
        Assert.Equal(MeasurementStatus.NoDisc, eye.Measure("tessellation.centroid_dispersion.disc_diameters").Status);
        using RetinaSegmentation withFovea = Tessellated(BinaryMask.Full(200, 200), fovea: new PointD(100, 100));
        Assert.Equal(MeasurementStatus.NoScale, withFovea.Measure("tessellation.density.macula").Status);
        using RetinaSegmentation nothing = Eye.Segment(Drawing.Circle(200, 200, 100, 100, 20));
        Assert.All(
            MeasureCatalogue.Default.Measures.Where(m => m.Definition.Id.StartsWith("tessellation.", StringComparison.Ordinal)),
            m => Assert.Equal(MeasurementStatus.NotPredicted, nothing.Measure(m.Definition.Id).Status));
    }

    [Fact]
    [KnownAnswer("myopia.{coverage,ppa_disc_ratio}")]
    public void Atrophies_overlapping_by_half_cover_one_and_a_half_and_the_arc_lesion_is_measured_by_the_disc()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(400, 400)
            .SetMask(RetinaClass.ArcLesion, Drawing.Where(400, 400, (x, y) => x < 40 && y < 100))
            .SetMask(RetinaClass.PatchyAtrophy, Drawing.Where(400, 400, (x, y) => x is >= 20 and < 60 && y < 100))
            .SetMask(RetinaClass.OpticDisc, Drawing.Where(400, 400, (x, y) => x is >= 200 and < 280 && y is >= 200 and < 300))
            .Build();
        Measurement coverage = eye.Measure("myopia.coverage");
        Assert.Equal(6000 / 160000.0, coverage.Value!.Value, 1e-12);
        Assert.Equal([("arc-lesion", 0.025), ("patchy-atrophy", 0.025)], coverage.Details.Select(d => (d.Name, d.Value)));
        Assert.Equal(0.5, eye.Value("myopia.ppa_disc_ratio"));
        using RetinaSegmentation none = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 30));
        Assert.Equal(MeasurementStatus.NotPredicted, none.Measure("myopia.coverage").Status);
        Assert.Equal(MeasurementStatus.NotPredicted, none.Measure("myopia.ppa_disc_ratio").Status);
        using RetinaSegmentation healthy = new RetinaSegmentation.Builder(40, 40).SetMask(RetinaClass.ArcLesion, new BinaryMask(40, 40)).Build();
        Assert.Equal(0, healthy.Value("myopia.coverage"));
    }

    [Theory]
    [InlineData("arc_lesion")]
    [InlineData("diffuse_atrophy")]
    [InlineData("patchy_atrophy")]
    [KnownAnswer("myopia.{arc_lesion,diffuse_atrophy,patchy_atrophy}.{count,area,coverage}")]
    public void Two_rectangles_of_an_atrophy_are_counted_and_measured(string atrophy)
    {
        // 600 and 200 px, of which the second lies outside a view of half the frame.
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(200, 100)
            .SetMask(RetinaClass.All.Single(c => c.Key == atrophy), Drawing.Where(200, 100, (x, y) => (x < 30 && y < 20) || (x is >= 150 and < 160 && y is >= 40 and < 60)))
            .SetFieldOfView(FieldOfView.FromMask(Drawing.Where(200, 100, (x, _) => x < 100)))
            .Build();
        Assert.Equal(2, eye.Value($"myopia.{atrophy}.count"));
        Assert.Equal(800, eye.Value($"myopia.{atrophy}.area"));
        Assert.Equal(0.06, eye.Value($"myopia.{atrophy}.coverage"), 1e-12);
    }

    [Fact]
    [KnownAnswer("myopia.patchy_atrophy.at_fovea")]
    public void Patchy_atrophy_is_at_the_fovea_when_it_holds_the_pixel_of_its_centre()
    {
        foreach ((double x, double y, double expected) in new (double, double, double)[] { (39.4, 50, 1), (39.6, 50, 0), (30, 59.4, 1), (30, 59.6, 0), (100, 90, 0) })
        {
            Assert.Equal(expected, At(x, y).Value);
        }

        Assert.Equal(MeasurementStatus.OutsideFieldOfView, At(-0.6, 50).Status);
        Assert.Equal(MeasurementStatus.OutsideFieldOfView, At(50, 1_000_000).Status);

        static Measurement At(double x, double y)
        {
            using RetinaSegmentation eye = Lesions.LesionEye.With(
                [(RetinaClass.PatchyAtrophy, Drawing.Where(200, 100, (px, py) => px is >= 20 and < 40 && py is >= 40 and < 60))], new PointD(x, y));
            return eye.Measure("myopia.patchy_atrophy.at_fovea");
        }
    }

    private static RetinaSegmentation Tessellated(BinaryMask mask, BinaryMask? disc = null, PointD? fovea = null)
        => Lesions.LesionEye.With([(RetinaClass.Tessellation, mask)], fovea, disc);
}
