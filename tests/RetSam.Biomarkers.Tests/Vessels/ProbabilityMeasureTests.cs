using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>Where measures of vessels take their calibres from, and that they say so.</summary>
public sealed class ProbabilityMeasureTests
{
    private const int Side = 400;
    private const double Softness = 1.5;
    private const double Width = 8.4;

    [Fact]
    public void Calibre_is_that_of_the_kinds_own_map_and_flagged()
    {
        using RetinaSegmentation eye = Draw(b => b
            .SetMask(RetinaClass.Artery, Band().ToMask(0.3f)).SetProbability(RetinaClass.Artery, Band(), 0.3)
            .SetMask(RetinaClass.Vein, Band().ToMask(0.3f)));
        Measurement artery = eye.Measure("vessel.artery.calibre.mean");
        Assert.Equal(WidthAt(0.3), artery.Value!.Value, 0.02);
        Assert.Equal(MeasurementFlags.CalibreFromProbability, artery.Flags);
        Measurement vein = eye.Measure("vessel.vein.calibre.mean");
        Assert.NotEqual(artery.Value, vein.Value);
        Assert.Equal(MeasurementFlags.None, vein.Flags);
    }

    [Fact]
    public void The_union_of_arteries_and_veins_has_no_map_of_its_own()
    {
        using RetinaSegmentation with = Draw(b => b.SetMask(RetinaClass.Artery, Band().ToMask()).SetProbability(RetinaClass.Artery, Band()));
        using RetinaSegmentation without = Draw(b => b.SetMask(RetinaClass.Artery, Band().ToMask()));
        using RetinaSegmentation mapOnly = Draw(b => b.SetMask(RetinaClass.Artery, Band().ToMask()).SetProbability(RetinaClass.Vessel, Band()));
        Assert.All([with, mapOnly], eye =>
        {
            Measurement all = eye.Measure("vessel.vessel.calibre.mean");
            Assert.Equal(without.Value("vessel.vessel.calibre.mean"), all.Value);
            Assert.Equal(MeasurementFlags.None, all.Flags);
        });
    }

    [Fact]
    public void Whatever_is_made_of_calibres_says_where_they_come_from_and_nothing_else_does()
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 640 });
        using RetinaSegmentation masks = eye.DrawSegmentation();
        var builder = new RetinaSegmentation.Builder(masks.Width, masks.Height).SetFovea(masks.Fovea);
        foreach (RetinaClass retinaClass in new[] { RetinaClass.Artery, RetinaClass.Vein, RetinaClass.OpticDisc })
        {
            ProbabilityMap map = eye.DrawProbability(retinaClass, 3);
            builder.SetMask(retinaClass, map.ToMask()).SetProbability(retinaClass, map);
        }

        using RetinaSegmentation soft = builder.Build();
        string[] flagged = [.. MeasureCatalogue.Default.MeasureAll(soft, PixelScale.Given(10), cancellationToken: TestContext.Current.CancellationToken)
            .Where(m => m.Flags.HasFlag(MeasurementFlags.CalibreFromProbability)).Select(m => m.Id)];
        Assert.Superset(
            new HashSet<string>(["vessel.artery.crae.knudtson", "vessel.vein.crve.hubbard", "vessel.avr", "vessel.vein.zone_b.calibre.sd", "vessel.artery.topology.area_ratio"]),
            flagged.ToHashSet());
        Assert.All(flagged, id => Assert.Matches(@"^vessel\.(avr|(artery|vein)\..*(calibre|crae|crve|topology)\..*)$", id));
    }

    /// <summary>The walls move with the threshold, not only the mask: a logistic edge lies log(3/2) softnesses further out or in.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    public void An_interval_of_calibre_is_that_of_the_edges_at_the_shifted_thresholds(double threshold)
    {
        using RetinaSegmentation eye = Draw(b => b
            .SetMask(RetinaClass.Artery, Band().ToMask((float)threshold)).SetProbability(RetinaClass.Artery, Band(), threshold));
        CancellationToken token = TestContext.Current.CancellationToken;
        Measurement calibre = MeasureCatalogue.Default.AddIntervals(MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: token), eye, cancellationToken: token)
            .Single(m => m.Id == "vessel.artery.calibre.mean");
        Assert.Equal(WidthAt(threshold) - 2 * Softness * Math.Log(1.5), calibre.Low!.Value, 0.02);
        Assert.Equal(WidthAt(threshold), calibre.Value!.Value, 0.02);
        Assert.Equal(WidthAt(threshold) + 2 * Softness * Math.Log(1.5), calibre.High!.Value, 0.02);

        // The maps were lent to the shifted masks and are still there.
        Assert.Equal(Side * Side, eye.GetProbability(RetinaClass.Artery)!.Values.Length);
    }

    private static double WidthAt(double threshold) => Width - 2 * Softness * Math.Log(threshold / (1 - threshold));

    /// <summary>A slanting vessel through the whole frame.</summary>
    private static ProbabilityMap Band()
    {
        var map = new ProbabilityMap(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double across = (y - 200.2) * Math.Cos(0.4) - (x - 200) * Math.Sin(0.4);
                map.GetRow(y)[x] = (float)(1 / (1 + Math.Exp((Math.Abs(across) - Width / 2) / Softness)));
            }
        }

        return map;
    }

    private static RetinaSegmentation Draw(Action<RetinaSegmentation.Builder> add)
    {
        var builder = new RetinaSegmentation.Builder(Side, Side);
        add(builder);
        return builder.Build();
    }
}
