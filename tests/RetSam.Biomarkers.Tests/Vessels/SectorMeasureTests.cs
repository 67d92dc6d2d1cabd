using RetSam.Biomarkers.Tests.Graph;
using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>Vessels in zones and quadrants: known answers, sums, and what is said when a sector cannot be measured.</summary>
public sealed class SectorMeasureTests
{
    private const int Size = 500;
    private const double Radius = 30;

    private static readonly PointD Centre = new(250, 250);

    private static readonly string[] Quadrants = ["superior_temporal", "superior_nasal", "inferior_temporal", "inferior_nasal"];

    [Theory]
    [InlineData(640, 0)]
    [InlineData(1024, 17)]
    public void Quadrants_sum_to_the_whole(int size, double degrees)
    {
        using var eye = new DrawnEye(size, degrees);
        using var context = new MeasureContext(eye.Segmentation, laterality: Laterality.Left);
        foreach (string kind in new[] { "artery", "vein", "vessel" })
        {
            Assert.Equal(Take(context, $"vessel.{kind}.area").Value!.Value, Quadrants.Sum(q => Detail(Take(context, $"vessel.{kind}.{q}.density"), "area")));
            Assert.Equal(
                Take(context, $"vessel.{kind}.length").Value!.Value,
                Quadrants.Sum(q => Detail(Take(context, $"vessel.{kind}.{q}.skeleton_density"), "length")),
                1e-6);
            Assert.Equal(
                Detail(Take(context, $"vessel.{kind}.calibre.mean"), "samples"),
                Quadrants.Sum(q => Detail(Take(context, $"vessel.{kind}.{q}.calibre.mean"), "samples")));
        }

        Assert.Equal(eye.Segmentation.FieldOfView.Area, Quadrants.Sum(q => Detail(Take(context, $"vessel.artery.{q}.density"), "sector area")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(90)]
    [InlineData(200)]
    public void A_radial_vessel_has_the_zones_own_length_calibre_and_density(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        using RetinaSegmentation eye = Draw(new BinaryMask(Size, Size).Bar(250 + 20 * cos, 250 + 20 * sin, 250 + 200 * cos, 250 + 200 * sin, 9));

        foreach ((string zone, double outer) in new[] { ("zone_b", 3.0), ("zone_c", 5.0) })
        {
            double length = (outer - 2) * Radius;
            double area = Math.PI * (outer * outer - 4) * Radius * Radius;
            Assert.Equal(length, Detail(eye.Measure($"vessel.artery.{zone}.skeleton_density"), "length"), 0.3);
            Assert.Equal(9, eye.Value($"vessel.artery.{zone}.calibre.mean"), 0.25);
            Assert.Equal(9 * length / area, eye.Value($"vessel.artery.{zone}.density"), 0.03 * 9 * length / area);
            Assert.Equal(1, eye.Value($"vessel.artery.{zone}.tortuosity.distance_factor.mean"), 0.002);
            Assert.Equal(MeasurementFlags.None, eye.Measure($"vessel.artery.{zone}.density").Flags);
        }
    }

    [Fact]
    public void A_ring_in_zone_C_has_its_curvature_there_and_is_not_in_zone_B()
    {
        using RetinaSegmentation eye = Draw(new BinaryMask(Size, Size).Arc(250, 250, 4 * Radius, 5));

        Assert.Equal(1 / (120.0 * 120), eye.Value("vessel.artery.zone_c.tortuosity.mean_squared_curvature"), 0.06 / (120 * 120));
        Assert.Equal(0, eye.Value("vessel.artery.zone_b.density"));
        foreach (string id in new[] { "calibre.mean", "tortuosity.density", "fractal.d0", "fractal.lacunarity" })
        {
            Assert.Equal(MeasurementStatus.TooFewVessels, eye.Measure("vessel.artery.zone_b." + id).Status);
        }
    }

    [Fact]
    public void A_ring_is_cut_into_four_quarters()
    {
        using RetinaSegmentation eye = Draw(new BinaryMask(Size, Size).Arc(250, 250, 120, 6), new PointD(100, 190));

        foreach (string quadrant in Quadrants)
        {
            Assert.Equal(Math.PI * 60, Detail(eye.Measure($"vessel.artery.{quadrant}.skeleton_density"), "length"), 1.0);
        }

        // A quarter of a circle, which the first sample of the ring may part in two.
        Assert.InRange(eye.Value("vessel.artery.inferior_nasal.tortuosity.distance_factor.length_weighted"), 1.0, Math.PI / 2 / Math.Sqrt(2) + 0.01);
        Assert.Equal(MeasurementFlags.None, eye.Measure("vessel.artery.inferior_nasal.density").Flags);
    }

    [Fact]
    public void Temporal_is_on_the_side_of_the_fovea_or_of_the_laterality()
    {
        BinaryMask left = new BinaryMask(Size, Size).Bar(60, 200, 200, 200, 6);
        using RetinaSegmentation withFovea = Draw(left, new PointD(100, 250));
        using RetinaSegmentation without = Draw(left.Clone());

        Assert.True(withFovea.Value("vessel.artery.superior_temporal.density") > 0);
        Assert.Equal(0, withFovea.Value("vessel.artery.superior_nasal.density"));
        Assert.Equal(0, without.Value("vessel.artery.superior_temporal.density", Laterality.Left));
        Measurement right = without.Measure("vessel.artery.superior_temporal.density", Laterality.Right);
        Assert.True(right.Value > 0);
        Assert.Equal(MeasurementFlags.ImageAxes, right.Flags);
        Assert.Equal(MeasurementStatus.NoLaterality, without.Measure("vessel.artery.superior_temporal.density").Status);
        Assert.Equal(MeasurementStatus.Ok, without.Measure("vessel.artery.zone_c.density").Status);
    }

    [Fact]
    public void Without_a_disc_there_are_no_sectors()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(60, 90, 340, 260, 10)).Build();

        Assert.Equal(MeasurementStatus.NoDisc, eye.Measure("vessel.artery.zone_b.density").Status);
        Assert.Equal(MeasurementStatus.NoDisc, eye.Measure("vessel.artery.superior_nasal.calibre.mean").Status);
    }

    [Fact]
    public void A_zone_that_leaves_the_field_of_view_says_how_much_is_left()
    {
        // The view ends at the disc's centre: half of every ring is left, and the density is that of the half.
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, new BinaryMask(Size, Size).Bar(60, 250, 245, 250, 5))
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(Centre.X, Centre.Y, Radius))
            .SetFieldOfView(FieldOfView.FromMask(new BinaryMask(Size, Size).Fill(0, 0, 249, Size, (_, _) => true)))
            .Build();
        Measurement density = eye.Measure("vessel.artery.zone_b.density");

        Assert.Equal(0.5, Detail(density, "zone coverage"), 0.01);
        Assert.Equal(MeasurementFlags.ZoneCutByFieldOfView, density.Flags);
        Assert.Equal(5 * Radius / (Math.PI * 5 * Radius * Radius / 2), density.Value!.Value, 0.002);
        Assert.Equal(MeasurementStatus.OutsideFieldOfView, eye.Measure("vessel.artery.superior_temporal.density", Laterality.Left).Status);
    }

    [Theory]
    [InlineData(55, 40, 0)]
    [InlineData(70, 70, 17)]
    [InlineData(35, 60, 45)]
    [InlineData(60, 50, 180)]
    [KnownAnswer("vessel.artery.arcade_angle")]
    public void The_arcade_angle_is_that_of_the_widest_temporal_vessels(double superior, double inferior, double turned)
    {
        BinaryMask mask = new BinaryMask(Size, Size);
        foreach ((double angle, double width) in new[] { (superior, 9.0), (superior - 25, 4.0), (-inferior, 8.0), (120.0, 12.0), (-130.0, 12.0) })
        {
            (double sin, double cos) = Math.SinCos((turned - angle) * Math.PI / 180);
            mask.Bar(250 + 15 * cos, 250 + 15 * sin, 250 + 220 * cos, 250 + 220 * sin, width);
        }

        (double down, double along) = Math.SinCos(turned * Math.PI / 180);
        using RetinaSegmentation eye = Draw(mask, new PointD(250 + 150 * along, 250 + 150 * down));

        Assert.Equal(superior + inferior, eye.Value("vessel.artery.arcade_angle"), 1.0);
    }

    [Fact]
    public void An_arcade_that_is_missing_is_said()
    {
        using RetinaSegmentation eye = Draw(new BinaryMask(Size, Size).Bar(250, 250, 100, 100, 8), new PointD(100, 250));
        using RetinaSegmentation noFovea = Draw(new BinaryMask(Size, Size).Bar(250, 250, 100, 100, 8));

        Measurement angle = eye.Measure("vessel.artery.arcade_angle");
        Assert.Equal(MeasurementStatus.TooFewVessels, angle.Status);
        Assert.Contains("above, but not below", angle.Reason, StringComparison.Ordinal);
        Assert.Equal(MeasurementStatus.NoFovea, noFovea.Measure("vessel.artery.arcade_angle").Status);
    }

    [Fact]
    public void The_median_does_not_depend_on_the_order()
    {
        var random = new Random(5);
        for (int count = 1; count < 60; count++)
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(count))];
            double[] sorted = [.. values.Order()];
            Assert.Equal((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, Order.MedianOf(values));
        }
    }

    private static RetinaSegmentation Draw(BinaryMask artery, PointD? fovea = null)
    {
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(Size, Size)
            .SetMask(RetinaClass.Artery, artery)
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(Size, Size).Disc(Centre.X, Centre.Y, Radius));
        return (fovea is null ? builder : builder.SetFovea(fovea)).Build();
    }

    private static Measurement Take(MeasureContext context, string id) => MeasureCatalogue.Default.Find(id)!.Take(context);

    private static double Detail(Measurement measurement, string name) => measurement.Details.Single(d => d.Name == name).Value;
}
