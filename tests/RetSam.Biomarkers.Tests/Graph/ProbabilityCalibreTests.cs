using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>The calibre from probabilities against the widths that were drawn, the mask being cut from the same probabilities.</summary>
public sealed class ProbabilityCalibreTests
{
    private const int Side = 240;

    /// <summary>Widths in px, and the scale of the logistic edge in px: 0.4 falls from 0.9 to 0.1 over 1.8 px, 1.2 over 5.</summary>
    public static TheoryData<double, double> Bands => new()
    {
        { 3, 0.4 }, { 3, 0.8 }, { 3.4, 0.6 }, { 4, 0.4 }, { 4.5, 1.2 }, { 5, 0.2 }, { 6.5, 0.6 }, { 8, 1.2 }, { 10, 0.4 }, { 13, 0.2 },
        { 13, 0.8 }, { 17.5, 0.6 }, { 20, 1.2 }, { 30, 0.4 }, { 40, 0.8 },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void Every_single_band_with_a_logistic_edge_reads_its_width_at_any_angle(double width, double softness)
        => AssertReads(width, (angle, offset) => Band(angle, offset, inside => Logistic(inside + width / 2, softness)), 0.05);

    /// <summary>The edge of anti-aliasing and of a resized mask, 1 px wide, and one over 3 px, both with corners where no model has any.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(3.4, 3)]
    [InlineData(3.54, 1.5)]
    [InlineData(4.62, 1)]
    [InlineData(4.5, 1)]
    [InlineData(7.5, 1)]
    [InlineData(10, 3)]
    [InlineData(17.5, 1)]
    [InlineData(40, 1)]
    public void Every_single_band_with_a_linear_edge_reads_its_width_at_any_angle(double width, double ramp)
        => AssertReads(width, (angle, offset) => Band(angle, offset, inside => Math.Clamp(0.5 + (inside + width / 2) / ramp, 0, 1)), 0.25);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.35)]
    [InlineData(0.7)]
    public void The_width_is_that_at_the_masks_own_threshold(double threshold)
    {
        const double Softness = 0.8;
        double width = 9 - 2 * Softness * Math.Log(threshold / (1 - threshold));
        AssertReads(width, (angle, offset) => Band(angle, offset, inside => Logistic(inside + 4.5, Softness)), 0.05, threshold);
    }

    [Fact]
    public void A_tapering_vessel_reads_its_width_where_it_is()
    {
        using ProbabilityMap map = Map((x, y) => Logistic(Math.Min(90 - Math.Abs(x - 120), 6 - (x - 120) / 30.0 - Math.Abs(y - 120)), 0.7));
        using BinaryMask mask = map.ToMask();
        using VesselGraph graph = VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map });
        VesselEdge edge = Assert.Single(graph.Edges);
        for (int i = 15; i < edge.Centreline.Length - 15; i++)
        {
            Assert.Equal(12 - (edge.Centreline[i].X - 120) / 15, edge.Calibres[i], 0.05);
        }
    }

    [Fact]
    public void Where_the_map_knows_nothing_of_a_vessel_its_mask_is_measured()
    {
        using ProbabilityMap nothing = Map((_, _) => 0);
        using ProbabilityMap everywhere = Map((_, _) => 1);
        using BinaryMask mask = new BinaryMask(Side, Side).Bar(20, 60, 220, 110, 6).Bar(120, 85, 150, 220, 9);
        using VesselGraph plain = VesselGraph.FromMask(mask);
        foreach (ProbabilityMap map in new[] { nothing, everywhere })
        {
            using VesselGraph graph = VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map });
            Assert.Equal(plain.Edges.SelectMany(e => e.Calibres.ToArray()), graph.Edges.SelectMany(e => e.Calibres.ToArray()));
            Assert.Equal(plain.Edges.SelectMany(e => e.Centreline.ToArray()), graph.Edges.SelectMany(e => e.Centreline.ToArray()));
        }
    }

    /// <summary>Post-processing closed a gap: there, and only there, the calibre is the mask's.</summary>
    [Fact]
    public void Where_mask_and_map_part_each_has_its_say()
    {
        using ProbabilityMap map = Map((x, y) => x is > 100 and < 140 ? 0 : Logistic(3.2 - Math.Abs(y - 120), 0.6));
        using BinaryMask mask = new BinaryMask(Side, Side).Bar(0, 120, Side - 1, 120, 7);
        using VesselGraph graph = VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map });
        VesselEdge edge = Assert.Single(graph.Edges);
        for (int i = 0; i < edge.Centreline.Length; i++)
        {
            double x = edge.Centreline[i].X;
            if (x is > 10 and < 97 or > 143 and < 230)
            {
                Assert.Equal(6.4, edge.Calibres[i], 0.05);
            }
            else if (x is > 103 and < 137)
            {
                Assert.Equal(7, edge.Calibres[i], 1e-9);
            }
        }
    }

    [Fact]
    public void Ends_junctions_and_the_frames_edge_are_measured_like_the_rest()
    {
        // One vessel runs out of the frame on both sides, one leaves it upwards and is cut off by the frame, one ends in the frame's corner.
        using ProbabilityMap map = Map((x, y) => Logistic(
            Math.Max(Math.Max(4 - Math.Abs(y - 90 - 0.3 * (x - 120)), y < 90 ? 3 - Math.Abs(x - 118) : -9), 2.5 - Math.Abs(x - y) / Math.Sqrt(2)), 0.8));
        using BinaryMask mask = map.ToMask();
        using VesselGraph graph = VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map });
        Assert.InRange(graph.Edges.Count, 5, 9);
        Assert.All(graph.Edges, e => Assert.All(e.Centreline.ToArray(), p => Assert.True(double.IsFinite(p.X + p.Y))));
        Assert.All(graph.Edges, e => Assert.All(e.Calibres.ToArray(), c => Assert.True(double.IsNaN(c) || c is > 0 and < 30)));
        VesselEdge up = graph.Edges.MinBy(e => Math.Min(e.Centreline[0].Y, e.Centreline[^1].Y) + Math.Abs(e.Centreline[e.Centreline.Length / 2].X - 118))!;
        Assert.Equal(6, up.MeanCalibre!.Value, 0.1);
    }

    [Fact]
    public void A_map_of_another_size_and_a_threshold_out_of_range_are_refused()
    {
        using var mask = new BinaryMask(30, 30);
        using var map = new ProbabilityMap(20, 30);
        using var fits = new ProbabilityMap(30, 30);
        Assert.Contains("20x30", Assert.Throws<ArgumentException>(() => VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = map })).Message, StringComparison.Ordinal);
        Assert.All([0, 1, double.NaN], t => Assert.Throws<ArgumentException>(() => VesselGraph.FromMask(mask, new VesselGraphOptions { Probability = fits, Threshold = t })));
    }

    /// <summary>Every drawing by itself within a tolerance, and all together better than from their masks.</summary>
    private static void AssertReads(double width, Func<double, double, ProbabilityMap> draw, double tolerance, double threshold = 0.5)
    {
        double sum = 0;
        double ofMasks = 0;
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            for (double offset = 0; offset < 1; offset += 0.17)
            {
                using ProbabilityMap map = draw(angle, offset);
                using BinaryMask mask = map.ToMask((float)threshold);
                double calibre = MeanCalibre(mask, new VesselGraphOptions { Probability = map, Threshold = threshold });
                Assert.InRange(calibre, width - tolerance, width + tolerance);
                sum += Math.Abs(calibre - width);
                ofMasks += Math.Abs(MeanCalibre(mask, VesselGraphOptions.None) - width);
            }
        }

        Assert.True(sum < ofMasks, $"{sum} px are off in all, {ofMasks} px from the masks.");
    }

    private static double MeanCalibre(BinaryMask mask, VesselGraphOptions options)
    {
        using VesselGraph graph = VesselGraph.FromMask(mask, options);
        return Assert.Single(graph.Edges).MeanCalibre!.Value;
    }

    /// <summary>A straight vessel with free ends: a probability by the distance from its axis, taken negative.</summary>
    private static ProbabilityMap Band(double angle, double offset, Func<double, double> probability)
    {
        double ux = Math.Cos(angle * Math.PI / 180);
        double uy = Math.Sin(angle * Math.PI / 180);
        return Map((x, y) =>
        {
            double along = (x - 120) * ux + (y - 120) * uy;
            double across = (y - 120) * ux - (x - 120) * uy - offset;
            return probability(-Math.Max(Math.Abs(across), Math.Abs(along) - 90));
        });
    }

    private static double Logistic(double inside, double softness) => 1 / (1 + Math.Exp(-inside / softness));

    private static ProbabilityMap Map(Func<int, int, double> probability)
    {
        var map = new ProbabilityMap(Side, Side);
        for (int y = 0; y < Side; y++)
        {
            Span<float> row = map.GetRow(y);
            for (int x = 0; x < Side; x++)
            {
                row[x] = (float)probability(x, y);
            }
        }

        return map;
    }
}
