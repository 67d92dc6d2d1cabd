namespace RetSam.Biomarkers.Tests.Intervals;

/// <summary>Measures over probability thresholds, on edges whose softness is known.</summary>
public sealed class IntervalTests
{
    private const int Side = 400;
    private const double Radius = 100;

    /// <summary>Over how many px the edge falls from sure to none.</summary>
    private const double Ramp = 40;

    [Fact]
    public void A_disc_with_a_soft_edge_is_as_much_larger_and_smaller_as_its_ramp_says()
    {
        using RetinaSegmentation eye = Disc(0.5);
        Measurement area = Measure(eye, "disc.area");
        Assert.Equal(Circle(RadiusAt(0.6)), area.Low!.Value, 0.003 * area.Value!.Value);
        Assert.Equal(Circle(RadiusAt(0.5)), area.Value!.Value, 0.003 * area.Value!.Value);
        Assert.Equal(Circle(RadiusAt(0.4)), area.High!.Value, 0.003 * area.Value!.Value);
    }

    /// <summary>Odds of 2/3 and 3/2 of the class's own: of 0.2 (1 to 4) these are 1 to 6 and 3 to 8.</summary>
    [Fact]
    public void The_thresholds_lie_around_the_classs_own_in_equal_steps_of_odds()
    {
        using RetinaSegmentation eye = Disc(0.2);
        Measurement area = Measure(eye, "disc.area");
        Assert.Equal(Circle(RadiusAt(3.0 / 11)), area.Low!.Value, 0.003 * area.Value!.Value);
        Assert.Equal(Circle(RadiusAt(1.0 / 7)), area.High!.Value, 0.003 * area.Value!.Value);
        Assert.Equal((0.4f, 0.6f), (ThresholdShift.Move(0.5, 2.0 / 3), ThresholdShift.Move(0.5, 1.5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_interval_contains_its_value(int seed)
    {
        using RetinaSegmentation eye = Noisy(seed);
        Measurement[] measurements = [.. MeasureAll(eye)];
        Assert.True(measurements.Count(m => m.Low < m.High) > 50);
        Assert.All(measurements, m =>
        {
            Assert.Equal(m.Low is null, m.High is null);
            Assert.True(m.Low is null || (m.Low <= m.Value && m.Value <= m.High), $"{m.Id}: {m.Value} in {m.Low} to {m.High}");
        });
    }

    [Fact]
    public void The_values_themselves_stay_as_they_are()
    {
        using RetinaSegmentation eye = Noisy(4);
        Assert.Equal(
            MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken).Select(m => (m.Id, m.Value, m.Status)),
            MeasureAll(eye).Select(m => (m.Id, m.Value, m.Status)));
    }

    [Fact]
    public void What_no_probabilities_stand_behind_has_no_interval()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.OpticDisc, Soft(Radius).ToMask()).SetProbability(RetinaClass.OpticDisc, Soft(Radius))
            .SetMask(RetinaClass.Drusen, Drawing.Circle(Side, Side, 50, 50, 10))
            .Build();
        Assert.Null(Measure(eye, "lesion.drusen.area").Low);
        Assert.NotNull(Measure(eye, "disc.area").Low);
        Assert.Null(Measure(eye, "cup.area").Low);
    }

    [Fact]
    public void Masks_without_maps_come_back_as_they_went_in()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(Side, Side, 200, 200, 60));
        IReadOnlyList<Measurement> measured = MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Same(measured, MeasureCatalogue.Default.AddIntervals(measured, eye, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Measurements_of_another_catalogue_are_refused()
    {
        using RetinaSegmentation eye = Disc(0.5);
        Assert.Throws<ArgumentException>(() => MeasureCatalogue.RetSamReference.AddIntervals(
            MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken), eye, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_object_that_post_processing_removed_leaves_no_halo_and_a_hole_that_it_filled_stays_filled()
    {
        // Two soft spots; only the first is in the mask, with a hole of no probability filled.
        ProbabilityMap map = Map((x, y) => Math.Max(Spot(x, y, 120), Spot(x, y, 300)) * (Distance(x, y, 120, 200) < 5 ? 0 : 1));
        BinaryMask mask = Drawing.Where(Side, Side, (x, y) => Spot(x, y, 120) >= 0.5);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.Drusen, mask).SetProbability(RetinaClass.Drusen, map).Build();
        Measurement count = Measure(eye, "lesion.drusen.count");
        Assert.Equal((1.0, 1.0, 1.0), (count.Low!.Value, count.Value!.Value, count.High!.Value));
        using RetinaSegmentation wider = ThresholdShift.Lower(eye);
        using RetinaSegmentation narrower = ThresholdShift.Raise(eye);
        Assert.True(wider.GetMask(RetinaClass.Drusen)!.ContentEquals(Drawing.Where(Side, Side, (x, y) => Spot(x, y, 120) >= 0.4)));
        Assert.True(narrower.GetMask(RetinaClass.Drusen)!.ContentEquals(Drawing.Where(Side, Side, (x, y) => Spot(x, y, 120) >= 0.6)));
    }

    [Fact]
    public void A_lesion_that_shows_only_at_the_lower_threshold_is_counted_there()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.Drusen, Drawing.Where(Side, Side, (x, y) => Spot(x, y, 120) >= 0.5))
            .SetProbability(RetinaClass.Drusen, Map((x, y) => Math.Max(Spot(x, y, 120), 0.45 * Spot(x, y, 300))))
            .Build();
        Measurement count = Measure(eye, "lesion.drusen.count");
        Assert.Equal((1.0, 1.0, 2.0), (count.Low!.Value, count.Value!.Value, count.High!.Value));
    }

    [Fact]
    public void Nothing_grows_beyond_the_field_of_view()
    {
        BinaryMask view = Drawing.Where(Side, Side, (x, _) => x < 200);
        BinaryMask mask = Soft(Radius).ToMask();
        mask.IntersectWith(view);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.OpticDisc, mask).SetProbability(RetinaClass.OpticDisc, Soft(Radius)).SetFieldOfView(FieldOfView.FromMask(view)).Build();
        using RetinaSegmentation wider = ThresholdShift.Lower(eye);
        Assert.Equal(wider.GetMask(RetinaClass.OpticDisc)!.CountPixels(), wider.GetMask(RetinaClass.OpticDisc)!.CountShared(view));
        Assert.Equal(eye.FieldOfView.Circle, wider.FieldOfView.Circle);
    }

    [Fact]
    public void Probabilities_that_nobody_asks_about_cost_measuring_nothing()
    {
        using RetinaSegmentation with = Disc(0.5);
        using RetinaSegmentation without = Eye.Segment(Soft(Radius).ToMask());
        Assert.Equal(Allocated(without), Allocated(with));

        static long Allocated(RetinaSegmentation eye)
            => AllocatedBytes.LeastOf(() => MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static IReadOnlyList<Measurement> MeasureAll(RetinaSegmentation eye)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        return MeasureCatalogue.Default.AddIntervals(MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: token), eye, cancellationToken: token);
    }

    private static Measurement Measure(RetinaSegmentation eye, string id) => MeasureAll(eye).Single(m => m.Id == id);

    private static RetinaSegmentation Disc(double threshold) => new RetinaSegmentation.Builder(Side, Side)
        .SetMask(RetinaClass.OpticDisc, Soft(Radius).ToMask((float)threshold))
        .SetProbability(RetinaClass.OpticDisc, Soft(Radius), threshold)
        .Build();

    private static RetinaSegmentation Noisy(int seed)
    {
        var random = new Random(seed);
        var builder = new RetinaSegmentation.Builder(Side, Side).SetFovea(new PointD(320, 205));
        ProbabilityMap Blur(double[] values) => Map((x, y) => 0.5 + 0.5 * Math.Sin(x / values[0] + values[1]) * Math.Cos(y / values[2] + values[3]));
        foreach (RetinaClass retinaClass in new[] { RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Drusen, RetinaClass.Exudate })
        {
            ProbabilityMap map = Blur([.. Enumerable.Range(0, 4).Select(_ => 5 + 20 * random.NextDouble())]);
            builder.SetMask(retinaClass, map.ToMask(0.8f)).SetProbability(retinaClass, map, 0.8);
        }

        return builder
            .SetMask(RetinaClass.OpticDisc, Soft(60).ToMask()).SetProbability(RetinaClass.OpticDisc, Soft(60))
            .SetMask(RetinaClass.OpticCup, Soft(35).ToMask()).SetProbability(RetinaClass.OpticCup, Soft(35))
            .Build();
    }

    private static ProbabilityMap Soft(double radius) => Map((x, y) => 0.5 + (radius - Distance(x, y, 199.5, 199.5)) / Ramp);

    private static double Spot(double x, double y, double centre) => Math.Clamp(0.5 + (30 - Distance(x, y, centre, 200)) / Ramp, 0, 1);

    private static double Distance(double x, double y, double cx, double cy) => double.Hypot(x - cx, y - cy);

    private static double RadiusAt(double probability) => Radius + (0.5 - probability) * Ramp;

    private static double Circle(double radius) => Math.PI * radius * radius;

    private static ProbabilityMap Map(Func<int, int, double> probability)
    {
        var map = new ProbabilityMap(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            Span<float> row = map.GetRow(y);
            for (int x = 0; x < Side; x++)
            {
                row[x] = (float)Math.Clamp(probability(x, y), 0, 1);
            }
        }

        return map;
    }
}
