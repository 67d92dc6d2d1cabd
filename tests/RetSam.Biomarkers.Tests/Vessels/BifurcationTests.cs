using RetSam.Biomarkers.Tests.Graph;
using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>Branching angles and the division of calibres on drawn forks and trees.</summary>
public sealed class BifurcationTests
{
    private const string Prefix = "vessel.artery.topology.";

    [Theory]
    [InlineData(60, 3)]
    [InlineData(60, 5)]
    [InlineData(60, 12)]
    [InlineData(90, 3)]
    [InlineData(90, 5)]
    [InlineData(90, 12)]
    [InlineData(120, 3)]
    [InlineData(120, 5)]
    [InlineData(120, 12)]
    [KnownAnswer("vessel.artery.topology.branching_angle.mean")]
    public void A_drawn_Y_has_its_angle_within_two_degrees_at_any_rotation(double degrees, double width)
    {
        for (int turn = 0; turn < 360; turn += 15)
        {
            // The disc lies at the far end of the stem.
            double t = turn * Math.PI / 180;
            Dictionary<string, Measurement> m = Measure(
                VesselGraphTests.DrawY(degrees, width, t), new PointD(150 - 110 * Math.Cos(t), 150 - 110 * Math.Sin(t)), 20);

            Assert.InRange(m[Prefix + "branching_angle.mean"].Value!.Value, degrees - 2, degrees + 2);
            Assert.Equal(m[Prefix + "branching_angle.mean"].Value, m[Prefix + "branching_angle.median"].Value);
            Assert.Equal(MeasurementStatus.TooFewVessels, m[Prefix + "branching_angle.sd"].Status);
            Assert.Equal(1, Detail(m[Prefix + "branching_angle.mean"], "bifurcations"));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(90)]
    public void Without_a_disc_the_widest_branch_is_the_parent(double degrees)
    {
        // No branch lies along an axis or a diagonal, where pixels hold a width only to a whole pixel or half a diagonal.
        for (int turn = 7; turn < 360; turn += 15)
        {
            Dictionary<string, Measurement> m = Measure(DrawFork(turn, degrees, 15, 11, 9), null, 0);

            Assert.InRange(m[Prefix + "branching_angle.mean"].Value!.Value, degrees - 2, degrees + 2);
            Assert.InRange(m[Prefix + "asymmetry_ratio"].Value!.Value, 81 / 121.0 - 0.05, 81 / 121.0 + 0.05);
            Assert.InRange(m[Prefix + "area_ratio"].Value!.Value, 202 / 225.0 - 0.05, 202 / 225.0 + 0.05);
        }
    }

    [Fact]
    public void With_a_disc_the_parent_is_the_branch_that_leads_from_it_even_where_a_daughter_is_wider()
    {
        for (int turn = 0; turn < 360; turn += 30)
        {
            double t = turn * Math.PI / 180;
            var disc = new PointD(150 - 110 * Math.Cos(t), 150 - 110 * Math.Sin(t));
            Dictionary<string, Measurement> m = Measure(DrawFork(turn, 80, 9, 12, 9), disc, 20);

            Assert.InRange(m[Prefix + "branching_angle.mean"].Value!.Value, 78, 82);
            Assert.InRange(m[Prefix + "area_ratio"].Value!.Value, 225 / 81.0 - 0.15, 225 / 81.0 + 0.15);
            Assert.Equal(MeasurementStatus.TooFewVessels, m[Prefix + "junction_exponent"].Status);
        }
    }

    [Fact]
    [KnownAnswer("vessel.artery.topology.{junction_exponent,area_ratio,asymmetry_ratio}")]
    public void A_tree_by_Murrays_law_has_a_junction_exponent_of_three()
    {
        var mask = new BinaryMask(1400, 1400);
        int forks = VesselGraphTests.DrawTree(mask, 700, 1360, -Math.PI / 2, 400, 34, 4);
        Dictionary<string, Measurement> m = Measure(mask, new PointD(700, 1340), 40);

        Assert.Equal(forks, Detail(m[Prefix + "junction_exponent"], "bifurcations"));
        Assert.Equal(0, Detail(m[Prefix + "junction_exponent"], "without exponent"));
        Assert.InRange(m[Prefix + "junction_exponent"].Value!.Value, 2.85, 3.15);
        Assert.InRange(Detail(m[Prefix + "junction_exponent"], "median exponent"), 2.85, 3.15);
        Assert.InRange(m[Prefix + "area_ratio"].Value!.Value, Math.Pow(2, 1 / 3.0) - 0.03, Math.Pow(2, 1 / 3.0) + 0.03);
        Assert.InRange(m[Prefix + "asymmetry_ratio"].Value!.Value, 0.95, 1);
        Assert.InRange(m[Prefix + "branching_angle.mean"].Value!.Value, 2 * 0.61 * 180 / Math.PI - 2, 2 * 0.61 * 180 / Math.PI + 2);
        Assert.InRange(m[Prefix + "branching_angle.sd"].Value!.Value, 0, 1.5);
    }

    [Fact]
    [KnownAnswer("vessel.artery.topology.branching_angle.{mean,median,sd}")]
    public void Three_forks_have_the_mean_the_median_and_the_spread_of_their_angles()
    {
        var mask = new BinaryMask(900, 300);
        foreach ((int column, double degrees) in new[] { (0, 60.0), (1, 80.0), (2, 118.0) })
        {
            using BinaryMask fork = DrawFork(0, degrees, 8, 6, 6);
            foreach (MaskRun run in fork.EnumerateRuns())
            {
                mask.SetRectangle(new PixelRect(300 * column + run.Start, run.Y, run.Length, 1));
            }
        }

        Dictionary<string, Measurement> m = Measure(mask, null, 0);

        // Deviations from 86 are 26, 6 and 32.
        Assert.Equal(86, m[Prefix + "branching_angle.mean"].Value!.Value, 2.0);
        Assert.Equal(80, m[Prefix + "branching_angle.median"].Value!.Value, 2.0);
        Assert.Equal(Math.Sqrt((26 * 26 + 6 * 6 + 32 * 32) / 2.0), m[Prefix + "branching_angle.sd"].Value!.Value, 2.0);
    }

    [Theory]
    [InlineData(3, 0.8)]
    [InlineData(2, 0.8)]
    [InlineData(1, 0.7)]
    [InlineData(2.7, 0.95)]
    [InlineData(9.5, 0.94)]
    public void The_exponent_solves_its_equation(double exponent, double wider)
    {
        double narrower = Math.Pow(1 - Math.Pow(wider, exponent), 1 / exponent);
        Assert.Equal(exponent, JunctionExponent.Solve(10, 10 * Math.Max(wider, narrower), 10 * Math.Min(wider, narrower))!.Value, 1e-9);
    }

    [Fact]
    public void There_is_no_exponent_where_a_daughter_is_not_narrower_than_the_parent()
    {
        Assert.Null(JunctionExponent.Solve(10, 10, 3));
        Assert.Null(JunctionExponent.Solve(10, 12, 11));
        Assert.Null(JunctionExponent.Solve(10, 9.9, 9.9)); // Has a solution of 69.
        Assert.Null(JunctionExponent.Solve(10, 5, 0));
    }

    [Fact]
    public void Without_bifurcations_every_measure_of_them_says_so()
    {
        Dictionary<string, Measurement> m = Measure(new BinaryMask(300, 300).Segment(20, 40, 280, 90, 7), null, 0);

        foreach (string id in new[] { "branching_angle.mean", "branching_angle.median", "branching_angle.sd", "asymmetry_ratio", "area_ratio", "junction_exponent" })
        {
            Assert.Equal(MeasurementStatus.TooFewVessels, m[Prefix + id].Status);
            Assert.StartsWith("0 of 0 bifurcation(s)", m[Prefix + id].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_bifurcation_in_the_disc_is_left_out()
    {
        Dictionary<string, Measurement> m = Measure(VesselGraphTests.DrawY(90, 7, 0.3), new PointD(150, 150), 30);

        Assert.Equal(MeasurementStatus.TooFewVessels, m[Prefix + "branching_angle.mean"].Status);
        Assert.StartsWith("0 of 1 bifurcation(s)", m[Prefix + "branching_angle.mean"].Reason, StringComparison.Ordinal);
    }

    private static BinaryMask DrawFork(double turn, double degrees, double parent, double first, double second)
    {
        double t = turn * Math.PI / 180;
        double half = degrees / 2 * Math.PI / 180;
        return new BinaryMask(300, 300)
            .Segment(150, 150, 150 - 110 * Math.Cos(t), 150 - 110 * Math.Sin(t), parent)
            .Segment(150, 150, 150 + 110 * Math.Cos(t - half), 150 + 110 * Math.Sin(t - half), first)
            .Segment(150, 150, 150 + 110 * Math.Cos(t + half), 150 + 110 * Math.Sin(t + half), second);
    }

    private static double Detail(Measurement measurement, string name) => measurement.Details.Single(d => d.Name == name).Value;

    private static Dictionary<string, Measurement> Measure(BinaryMask artery, PointD? disc, double radius)
    {
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(artery.Width, artery.Height).SetMask(RetinaClass.Artery, artery);
        if (disc is { } centre)
        {
            builder.SetMask(RetinaClass.OpticDisc, new BinaryMask(artery.Width, artery.Height).Disc(centre.X, centre.Y, radius));
        }

        using RetinaSegmentation segmentation = builder.Build();
        using var context = new MeasureContext(segmentation);
        return MeasureCatalogue.Default.Measures
            .Where(m => m.Definition.Id.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(m => m.Definition.Id, m => m.Take(context));
    }
}
