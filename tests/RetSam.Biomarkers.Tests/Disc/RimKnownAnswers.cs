using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Disc;

/// <summary>Rim widths, ISNT, clock hours and DDLS of drawn nerve heads.</summary>
public sealed class RimKnownAnswers
{
    /// <summary>A right eye: the fovea lies to the left of the disc.</summary>
    private static readonly PointD LeftFovea = new(60, 200);

    [Fact]
    [KnownAnswer("rim.{inferior,superior,nasal,temporal}", "rim.{inferior,superior,nasal,temporal}.disc_radius_ratio", "rim.clock_hours.{1,2,3,4,5,6,7,8,9,10,11,12}")]
    public void A_concentric_cup_leaves_the_same_rim_all_round()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200, 200, 36), LeftFovea);
        foreach (string side in new[] { "inferior", "superior", "nasal", "temporal" })
        {
            Assert.Equal(24, eye.Value($"rim.{side}"), 0.3);
            Assert.Equal(0.4, eye.Value($"rim.{side}.disc_radius_ratio"), 0.005);
        }

        for (int hour = 1; hour <= 12; hour++)
        {
            Assert.Equal(0.2, eye.Value($"rim.clock_hours.{hour}"), 0.005);
        }
    }

    /// <summary>
    /// A cup moved by e has, to first order, a rim thinner by e * cos(angle) towards it, whose mean over 90 degrees is
    /// e * sqrt(2) / 2 / (pi / 4) = 0.9003 e.
    /// </summary>
    [Fact]
    public void A_cup_moved_up_and_temporally_thins_those_sides_in_either_eye()
    {
        using RetinaSegmentation right = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200 - 4, 200 - 3, 36), LeftFovea);
        Assert.Equal(24 - 0.9003 * 4, right.Value("rim.temporal"), 0.4);
        Assert.Equal(24 + 0.9003 * 4, right.Value("rim.nasal"), 0.4);
        Assert.Equal(24 - 0.9003 * 3, right.Value("rim.superior"), 0.4);
        Assert.Equal(24 + 0.9003 * 3, right.Value("rim.inferior"), 0.4);

        using RetinaSegmentation left = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200 + 4, 200 - 3, 36));
        Assert.Equal(right.Value("rim.temporal"), left.Value("rim.temporal", Laterality.Left), 0.1);
        Assert.Equal(right.Value("rim.nasal"), left.Value("rim.nasal", Laterality.Left), 0.1);
        Assert.Equal(MeasurementFlags.ImageAxes, left.Measure("rim.nasal", Laterality.Left).Flags);
    }

    [Fact]
    public void Without_fovea_and_laterality_sides_are_not_guessed_but_up_and_down_are_known()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200, 200, 36));
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("rim.nasal").Status);
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("rim.temporal.disc_radius_ratio").Status);
        Assert.Equal(MeasurementStatus.NoLaterality, eye.Measure("rim.isnt_rule").Status);
        Assert.Equal(24, eye.Value("rim.superior"), 0.3);
        Assert.Equal(MeasurementFlags.ImageAxes, eye.Measure("rim.superior").Flags);
    }

    [Theory]
    [InlineData(-3, -4, 1)]
    [InlineData(-3, 4, 0)]
    [InlineData(4, -3, 0)]
    [KnownAnswer("rim.isnt_rule")]
    public void The_isnt_rule_looks_at_the_order_of_the_widths(double dx, double dy, double expected)
    {
        // The fovea is on the left, so a cup moved left and up leaves inferior > superior and nasal > temporal; the disc is a
        // little higher than wide, so that superior >= nasal can hold.
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Ellipse(400, 400, 200, 200, 74, 60, 90),
            Drawing.Circle(400, 400, 200 + dx, 200 + dy, 36),
            LeftFovea);
        Measurement rule = eye.Measure("rim.isnt_rule");
        Assert.Equal(expected, rule.Value);
        Assert.Equal(["inferior", "superior", "nasal", "temporal"], rule.Details.Select(d => d.Name));
    }

    [Fact]
    public void Clock_hours_run_clockwise_as_seen_from_12_at_the_top()
    {
        // A notch at 3 o'clock: the cup reaches to the right.
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Circle(400, 400, 200, 200, 60),
            Drawing.Where(400, 400, (x, y) => double.Hypot(x - 200, y - 200) <= 30 || (x > 200 && x < 255 && Math.Abs(y - 200) < 12)));
        double[] hours = [.. Enumerable.Range(1, 12).Select(h => eye.Value($"rim.clock_hours.{h}"))];
        Assert.Equal(3, 1 + Array.IndexOf(hours, hours.Min()));
        Assert.Equal(0.25, hours[11], 0.005);
        Assert.Equal(0.25, hours[8], 0.005);
    }

    /// <summary>Clockwise as seen in either eye; 12 is across the disc-fovea axis, which rises here by 15 degrees to the fovea on the left.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [KnownAnswer("rim.clock_hours.{1,2,3,4,5,6,7,8,9,10,11,12}")]
    public void A_notch_at_any_hour_is_found_at_that_hour(bool withFovea)
    {
        PointD? fovea = withFovea ? new PointD(200 - 140 * Math.Cos(Math.PI / 12), 200 - 140 * Math.Sin(Math.PI / 12)) : null;
        for (int hour = 1; hour <= 12; hour++)
        {
            double angle = hour * Math.PI / 6 + (withFovea ? Math.PI / 12 : 0);
            var towards = new PointD(Math.Sin(angle), -Math.Cos(angle));
            using RetinaSegmentation eye = Eye.Segment(
                Drawing.Circle(400, 400, 200, 200, 60),
                Drawing.Where(400, 400, (x, y) => double.Hypot(x - 200, y - 200) <= 30 || double.Hypot(x - 200 - 40 * towards.X, y - 200 - 40 * towards.Y) <= 12),
                fovea);
            double[] hours = [.. Enumerable.Range(1, 12).Select(h => eye.Value($"rim.clock_hours.{h}"))];
            Assert.Equal(hour, 1 + Array.IndexOf(hours, hours.Min()));
            Assert.Equal(0.25, hours[(hour + 5) % 12], 0.005);
        }
    }

    /// <summary>Every row of table 1 of Henderer, Br J Ophthalmol 2006;90:395: the least ratio, or the angle without rim, of its stage by disc size.</summary>
    [Theory]
    [InlineData(1, 0.5, 0, 0.4, 0, 0.3, 0)]
    [InlineData(2, 0.4, 0, 0.3, 0, 0.2, 0)]
    [InlineData(3, 0.3, 0, 0.2, 0, 0.1, 0)]
    [InlineData(4, 0.2, 0, 0.1, 0, 0.09, 0)]
    [InlineData(5, 0.1, 0, 0.09, 0, 0, 44)]
    [InlineData(6, 0.09, 0, 0, 44, 0, 46)]
    [InlineData(7, 0, 44, 0, 46, 0, 91)]
    [InlineData(8, 0, 46, 0, 91, 0, 181)]
    [InlineData(9, 0, 91, 0, 181, 0, 271)]
    [InlineData(10, 0, 181, 0, 271, -1, -1)]
    public void The_damage_scale_is_the_published_table(
        int stage, double smallRatio, double smallAbsent, double averageRatio, double averageAbsent, double largeRatio, double largeAbsent)
    {
        Assert.Equal(stage, DiscDamageLikelihood.Grade(smallRatio, smallAbsent, DiscDamageLikelihood.ClassifySize(1499)));
        Assert.Equal(stage, DiscDamageLikelihood.Grade(averageRatio, averageAbsent, DiscDamageLikelihood.ClassifySize(1500)));
        Assert.Equal(stage, DiscDamageLikelihood.Grade(averageRatio, averageAbsent, DiscDamageLikelihood.ClassifySize(2000)));
        if (largeRatio >= 0)
        {
            Assert.Equal(stage, DiscDamageLikelihood.Grade(largeRatio, largeAbsent, DiscDamageLikelihood.ClassifySize(2001)));
        }
    }

    [Theory]
    [InlineData(0.19, 0, 1)]
    [InlineData(0.3, 0, 2)]
    [InlineData(0.5, 0, 3)]
    [InlineData(0.7, 0, 4)]
    [InlineData(0.86, 0, 5)]
    [InlineData(0.3, 16, 2)] // 1.92 mm: average
    [InlineData(0.3, 10, 3)] // 1.20 mm: small, one grade later
    [InlineData(0.5, 10, 4)]
    [InlineData(0.3, 20, 1)] // 2.40 mm: large, one grade earlier
    [InlineData(0.86, 20, 4)]
    [KnownAnswer("ddls")]
    public void The_damage_scale_follows_the_thinnest_rim_and_the_size_of_the_disc(double q, double micrometresPerPixel, int expected)
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200, 200, q * 60));
        PixelScale scale = micrometresPerPixel > 0 ? PixelScale.Given(micrometresPerPixel) : default;
        Measurement measurement = eye.Measure("ddls", scale: scale);
        Assert.Equal(expected, measurement.Value);
        Assert.Equal(micrometresPerPixel == 0, measurement.Flags.HasFlag(MeasurementFlags.AverageDiscAssumed));
    }

    [Fact]
    public void A_scale_taken_from_the_disc_cannot_tell_the_size_of_the_disc()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 60), Drawing.Circle(400, 400, 200, 200, 30));
        Assert.True(eye.Measure("ddls", scale: PixelScale.FromDiscDiameter(120, 1000)).Flags.HasFlag(MeasurementFlags.AverageDiscAssumed));
    }

    [Theory]
    [InlineData(30, 6)]
    [InlineData(60, 7)]
    [InlineData(120, 8)]
    [InlineData(200, 9)]
    [InlineData(300, 10)]
    public void Where_the_rim_is_absent_the_angle_decides(double degrees, int expected)
    {
        using RetinaSegmentation eye = Eye.Segment(
            Drawing.Circle(400, 400, 200, 200, 80),
            Drawing.Where(400, 400, (x, y) => double.Hypot(x - 200, y - 200) <= 30
                || (double.Hypot(x - 200, y - 200) <= 80 && Math.Abs(Math.Atan2(y - 200, x - 200)) <= degrees / 2 * Math.PI / 180)));
        Measurement measurement = eye.Measure("ddls");
        Assert.Equal(expected, measurement.Value);
        Assert.Equal(degrees, measurement.Details[1].Value, 6.0);
    }
}
