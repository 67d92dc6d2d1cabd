using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Lesions;

/// <summary>Quadrants, the ETDRS grid and distances to the fovea, of lesions drawn at known places.</summary>
public sealed class LesionPlaceKnownAnswers
{
    private const int Side = 601;
    private static readonly PointD Fovea = new(300, 300);
    private static readonly string[] Quadrants = ["superior_temporal", "superior_nasal", "inferior_temporal", "inferior_nasal"];
    private static readonly string[] Sectors =
        ["centre", "inner_superior", "inner_nasal", "inner_inferior", "inner_temporal", "outer_superior", "outer_nasal", "outer_inferior", "outer_temporal"];

    // In a right eye's photograph the disc lies to the right of the fovea, so the temple is on the left.
    [Theory]
    [InlineData(200, 200, "superior_temporal")]
    [InlineData(400, 200, "superior_nasal")]
    [InlineData(200, 400, "inferior_temporal")]
    [InlineData(400, 400, "inferior_nasal")]
    [KnownAnswer("lesion.drusen.quadrant.{superior,inferior}_{temporal,nasal}")]
    public void A_spot_of_a_right_eye_and_its_mirror_image_of_a_left_eye_lie_in_the_same_quadrant(double x, double y, string expected)
    {
        foreach (bool byLaterality in new[] { true, false })
        {
            using RetinaSegmentation right = LesionEye.WithDrusen(Spot(x, y), Fovea, byLaterality ? null : Drawing.Circle(Side, Side, 500, 300, 40));
            using RetinaSegmentation left = LesionEye.WithDrusen(Spot(600 - x, y), Fovea, byLaterality ? null : Drawing.Circle(Side, Side, 100, 300, 40));
            double area = right.Value("lesion.drusen.area");
            foreach (string quadrant in Quadrants)
            {
                Measurement seen = right.Measure($"lesion.drusen.quadrant.{quadrant}", byLaterality ? Laterality.Right : Laterality.Unknown);
                Assert.Equal(quadrant == expected ? area : 0, seen.Value);
                Assert.Equal(seen.Value, left.Value($"lesion.drusen.quadrant.{quadrant}", byLaterality ? Laterality.Left : Laterality.Unknown));
                Assert.Equal(byLaterality ? MeasurementFlags.ImageAxes : MeasurementFlags.None, seen.Flags);
            }
        }
    }

    [Fact]
    public void Quadrants_follow_a_tilted_disc_fovea_axis_and_sum_to_the_whole()
    {
        BinaryMask disc = Drawing.Circle(Side, Side, 480, 200, 40);
        using RetinaSegmentation eye = LesionEye.WithDrusen(BinaryMask.Full(Side, Side), Fovea, disc);
        Assert.Equal(Side * Side, Quadrants.Sum(q => eye.Value($"lesion.drusen.quadrant.{q}")));

        // The axis rises by 29 degrees to the right: a spot straight to the right of the fovea lies below it, on the nasal side.
        using RetinaSegmentation spot = LesionEye.WithDrusen(Spot(420, 300), Fovea, disc.Clone());
        Assert.Equal(spot.Value("lesion.drusen.area"), spot.Value("lesion.drusen.quadrant.inferior_nasal"));
    }

    [Fact]
    [KnownAnswer("lesion.{drusen,total}.quadrant.{superior,inferior}_{temporal,nasal}.count")]
    public void Objects_are_counted_in_the_quadrant_of_their_centroid()
    {
        // A right eye: temporal is on the left. The last of the upper left reaches over both lines with less than half of itself.
        (double X, double Y)[] spots = [(100, 100), (200, 250), (298, 298), (400, 200), (500, 100), (150, 450)];
        BinaryMask mask = Drawing.Where(Side, Side, (x, y) => spots.Any(s => double.Hypot(x - s.X, y - s.Y) <= 6));
        using RetinaSegmentation eye = LesionEye.With([(RetinaClass.Drusen, mask), (RetinaClass.Exudate, Spot(450, 450))], Fovea);
        Assert.Equal([3.0, 2, 1, 0], Quadrants.Select(q => eye.Value($"lesion.drusen.quadrant.{q}.count", Laterality.Right)));
        Assert.Equal([2.0, 3, 0, 1], Quadrants.Select(q => eye.Value($"lesion.drusen.quadrant.{q}.count", Laterality.Left)));
        Assert.Equal([3.0, 2, 1, 1], Quadrants.Select(q => eye.Value($"lesion.total.quadrant.{q}.count", Laterality.Right)));
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("lesion.drusen.quadrant.superior_nasal.count").Status);
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("lesion.total.quadrant.superior_nasal.count").Status);
        Assert.Equal([("exudate", 0.0), ("drusen", 1.0)], eye.Measure("lesion.total.quadrant.inferior_temporal.count", Laterality.Right).Details.Select(d => (d.Name, d.Value)));
    }

    [Fact]
    public void Without_disc_and_laterality_nothing_is_temporal_but_the_superior_sector_is_known()
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(Spot(300, 250), Fovea);
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("lesion.drusen.quadrant.superior_temporal").Status);
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("lesion.drusen.etdrs.inner_nasal", scale: PixelScale.Given(20)).Status);
        Assert.Equal(eye.Value("lesion.drusen.area"), eye.Value("lesion.drusen.etdrs.inner_superior", scale: PixelScale.Given(20)));
        Assert.Equal(MeasurementStatus.NoScale, eye.Measure("lesion.drusen.etdrs.centre").Status);
        using RetinaSegmentation nowhere = LesionEye.WithDrusen(Spot(300, 250));
        Assert.Equal(MeasurementStatus.NoFovea, nowhere.Measure("lesion.drusen.quadrant.superior_temporal").Status);
        Assert.Equal(MeasurementStatus.NoFovea, nowhere.Measure("lesion.drusen.etdrs.centre").Status);
        Assert.Equal(MeasurementStatus.NoFovea, nowhere.Measure("lesion.drusen.distance_to_fovea.min").Status);
    }

    // 20 um a pixel: circles of 25, 75 and 150 px radius.
    [Theory]
    [InlineData(300, 300, "centre")]
    [InlineData(300, 250, "inner_superior")]
    [InlineData(350, 300, "inner_nasal")]
    [InlineData(300, 350, "inner_inferior")]
    [InlineData(250, 300, "inner_temporal")]
    [InlineData(320, 190, "outer_superior")]
    [InlineData(410, 280, "outer_nasal")]
    [InlineData(280, 410, "outer_inferior")]
    [InlineData(190, 320, "outer_temporal")]
    [InlineData(480, 300, null)]
    [KnownAnswer("lesion.drusen.etdrs.centre", "lesion.drusen.etdrs.{inner,outer}_{superior,nasal,inferior,temporal}")]
    public void A_spot_lies_in_its_sector_of_the_grid_in_either_eye(double x, double y, string? expected)
    {
        using RetinaSegmentation right = LesionEye.WithDrusen(Spot(x, y), Fovea);
        using RetinaSegmentation left = LesionEye.WithDrusen(Spot(600 - x, y), Fovea);
        double area = right.Value("lesion.drusen.area");
        foreach (string sector in Sectors)
        {
            Assert.Equal(sector == expected ? area : 0, right.Value($"lesion.drusen.etdrs.{sector}", Laterality.Right, PixelScale.Given(20)));
            Assert.Equal(sector == expected ? area : 0, left.Value($"lesion.drusen.etdrs.{sector}", Laterality.Left, PixelScale.Given(20)));
        }
    }

    [Fact]
    public void Sectors_have_their_areas_on_paper_and_sum_to_the_6_mm_circle()
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(BinaryMask.Full(Side, Side), new PointD(300.3, 299.6), Drawing.Circle(Side, Side, 500, 260, 30));
        using BinaryMask circle = Drawing.Circle(Side, Side, 300.3, 299.6, 150);
        Dictionary<string, Measurement> areas = Sectors.ToDictionary(s => s, s => eye.Measure($"lesion.drusen.etdrs.{s}", scale: PixelScale.Given(20)));
        Assert.Equal(circle.CountPixels(), areas.Values.Sum(m => m.Value));
        Assert.Equal(Math.PI * 25 * 25, areas["centre"].Value!.Value, 15.0);
        Assert.All(areas.Where(a => a.Key.StartsWith("inner", StringComparison.Ordinal)), a => Assert.Equal(Math.PI / 4 * (75 * 75 - 25 * 25), a.Value.Value!.Value, 60.0));
        Assert.All(areas.Where(a => a.Key.StartsWith("outer", StringComparison.Ordinal)), a => Assert.Equal(Math.PI / 4 * (150 * 150 - 75 * 75), a.Value.Value!.Value, 120.0));
        Assert.All(areas.Values, m =>
        {
            Assert.Equal(MeasurementFlags.None, m.Flags);
            Assert.Equal(1, Assert.Single(m.Details).Value, 0.02);
            Assert.Equal(m.Value!.Value * 400, m.Physical!.Value, 1e-6);
        });
    }

    [Fact]
    public void Without_a_scale_the_grid_is_a_third_one_and_two_disc_diameters_in_radius()
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(BinaryMask.Full(Side, Side), Fovea, Drawing.Circle(Side, Side, 500, 300, 60));
        Measurement centre = eye.Measure("lesion.drusen.etdrs.centre");
        Assert.Equal(MeasurementFlags.AverageDiscAssumed, centre.Flags);
        Assert.Equal(Math.PI * 40 * 40, centre.Value!.Value, 30.0);
    }

    [Fact]
    public void A_grid_near_the_border_says_how_much_of_each_sector_is_seen()
    {
        // The left half of the grid lies outside the frame; its outer temporal sector wholly.
        using RetinaSegmentation eye = LesionEye.WithDrusen(BinaryMask.Full(Side, Side), new PointD(0, 300));
        Measurement superior = eye.Measure("lesion.drusen.etdrs.outer_superior", Laterality.Right, PixelScale.Given(20));
        Assert.Equal(MeasurementFlags.ZoneCutByFieldOfView | MeasurementFlags.ImageAxes, superior.Flags);
        Assert.Equal(0.5, Assert.Single(superior.Details).Value, 0.02);
        Assert.Equal(MeasurementStatus.OutsideFieldOfView, eye.Measure("lesion.drusen.etdrs.outer_temporal", Laterality.Right, PixelScale.Given(20)).Status);
        Assert.Equal(MeasurementFlags.ImageAxes, eye.Measure("lesion.drusen.etdrs.outer_nasal", Laterality.Right, PixelScale.Given(20)).Flags);
    }

    [Fact]
    public void A_grid_of_a_few_pixels_is_too_small()
    {
        using RetinaSegmentation eye = LesionEye.WithDrusen(Spot(300, 300), Fovea);
        Assert.Equal(MeasurementStatus.TooSmall, eye.Measure("lesion.drusen.etdrs.centre", Laterality.Right, PixelScale.Given(101)).Status);
        Assert.Equal(MeasurementStatus.Ok, eye.Measure("lesion.drusen.etdrs.centre", Laterality.Right, PixelScale.Given(100)).Status);
    }

    [Fact]
    [KnownAnswer("lesion.drusen.distance_to_fovea.{min,mean}")]
    public void Distances_are_to_the_nearest_edge_and_to_the_mean_of_centroids()
    {
        // Squares of 11 px around (330, 340) and (300, 200): centroids 50 and 100 px away, the nearest corner (324.5, 334.5).
        BinaryMask mask = Drawing.Where(Side, Side, (x, y) => (Math.Abs(x - 330) <= 5 && Math.Abs(y - 340) <= 5) || (Math.Abs(x - 300) <= 5 && Math.Abs(y - 200) <= 5));
        using RetinaSegmentation eye = LesionEye.WithDrusen(mask, Fovea);
        Assert.Equal(Math.Sqrt(24.5 * 24.5 + 34.5 * 34.5), eye.Value("lesion.drusen.distance_to_fovea.min"), 1e-9);
        Assert.Equal(75, eye.Value("lesion.drusen.distance_to_fovea.mean"), 1e-9);
        Assert.Equal(750, eye.Measure("lesion.drusen.distance_to_fovea.mean", scale: PixelScale.Given(10)).Physical!.Value, 1e-6);
        using RetinaSegmentation covered = LesionEye.WithDrusen(Spot(302, 301), Fovea);
        Assert.Equal(0, covered.Value("lesion.drusen.distance_to_fovea.min"));
        Assert.Equal(Math.Sqrt(5), covered.Value("lesion.drusen.distance_to_fovea.mean"), 1e-9);
    }

    private static BinaryMask Spot(double x, double y) => Drawing.Circle(Side, Side, x, y, 6);
}
