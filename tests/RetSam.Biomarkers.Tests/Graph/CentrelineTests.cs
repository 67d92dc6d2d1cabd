using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>The smoothed centreline against lines whose length is known on paper.</summary>
public sealed class CentrelineTests
{
    public static TheoryData<double> Widths => [1, 2, 3, 4, 5, 8, 13, 20, 30, 40];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_straight_vessel_of_any_width_at_any_angle_has_arc_over_chord_one(double width)
    {
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            foreach (double phase in new[] { 0.0, 0.37 })
            {
                foreach (bool roundEnds in new[] { true, false })
                {
                    using BinaryMask mask = Straight(angle, phase, width, 200, roundEnds);
                    using VesselGraph graph = VesselGraph.FromMask(mask);

                    VesselEdge edge = Assert.Single(graph.Edges);
                    Assert.InRange(edge.DistanceFactor!.Value, 1, 1.002);
                }
            }
        }
    }

    [Theory]
    [InlineData(40, 3)]
    [InlineData(60, 5)]
    [InlineData(60, 9)]
    public void A_short_straight_vessel_has_arc_over_chord_one_within_half_a_percent(double length, double width)
    {
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            using BinaryMask mask = Straight(angle, 0.2, width, length, roundEnds: true);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.InRange(Assert.Single(graph.Edges).DistanceFactor!.Value, 1, 1.005);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_circle_has_its_circumference_and_its_curvature(double radius)
    {
        foreach (double width in new[] { 1, 1.5, 3, 7, 12 })
        {
            foreach (double phase in new[] { 0, 0.31, 0.5 })
            {
                using BinaryMask mask = new BinaryMask(300, 300).Arc(150 + phase, 150 + phase / 2, radius, width);
                using VesselGraph graph = VesselGraph.FromMask(mask);

                VesselEdge edge = Assert.Single(graph.Edges);
                Assert.True(edge.IsClosed);
                Assert.Empty(graph.Nodes);
                Assert.InRange(edge.Length / (2 * Math.PI * radius), 0.995, 1.005);

                double mean = 0;
                foreach (double curvature in edge.Curvatures)
                {
                    mean += curvature / edge.Curvatures.Length;
                }

                Assert.InRange(Math.Abs(mean) * radius, 0.98, 1.02);
            }
        }
    }

    [Theory]
    [InlineData(80, 3)]
    [InlineData(80, 5)]
    [InlineData(120, 5)]
    [InlineData(120, 8)]
    public void A_half_circle_with_round_ends_has_a_distance_factor_of_half_pi(double radius, double width)
    {
        double sum = 0;
        int count = 0;
        foreach (double phase in new[] { 0, 0.13, 0.31, 0.5 })
        {
            foreach (double from in new[] { 0, 0.2, 0.4, Math.PI / 4, 1.1, Math.PI })
            {
                using BinaryMask mask = new BinaryMask(300, 300).Arc(150 + phase, 150 + phase / 2, radius, width, from, Math.PI);
                using VesselGraph graph = VesselGraph.FromMask(mask);
                double factor = Assert.Single(graph.Edges).DistanceFactor!.Value / (Math.PI / 2);

                // Which pixels an end has decides by up to a pixel where it is: 1.3 % of these arcs.
                Assert.InRange(factor, 0.987, 1.013);
                sum += factor;
                count++;
            }
        }

        Assert.InRange(sum / count, 0.995, 1.005);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(40)]
    public void A_vessel_cut_off_straight_ends_on_the_cut(double width)
    {
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            using BinaryMask mask = Straight(angle, 0.37, width, 200, roundEnds: false);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.InRange(Assert.Single(graph.Edges).Length, 198.5, 201.5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    public void A_vessel_with_round_ends_ends_at_their_centres(double width)
    {
        for (double angle = 0; angle <= 90; angle += 7.5)
        {
            using BinaryMask mask = Straight(angle, 0.37, width, 200, roundEnds: true);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.InRange(Assert.Single(graph.Edges).Length, 198.5, 201.5);
        }
    }

    [Fact]
    public void A_vessel_that_leaves_the_frame_reaches_its_edge()
    {
        using BinaryMask mask = new BinaryMask(200, 100).Bar(-20, 50, 220, 50, 11);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge edge = Assert.Single(graph.Edges);
        Assert.Equal(-0.5, Math.Min(edge.Centreline[0].X, edge.Centreline[^1].X), 0.6);
        Assert.Equal(199.5, Math.Max(edge.Centreline[0].X, edge.Centreline[^1].X), 0.6);
    }

    [Theory]
    [InlineData(8, 60)]
    [InlineData(15, 100)]
    [InlineData(20, 80)]
    public void A_sine_has_the_length_of_its_integral(double amplitude, double wavelength)
    {
        using BinaryMask mask = new BinaryMask(500, 200).Curve(t => (50 + t, 100 + amplitude * Math.Sin(2 * Math.PI * t / wavelength)), 0, 400, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        double expected = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double slope = amplitude * 2 * Math.PI / wavelength * Math.Cos(2 * Math.PI * (i + 0.5) / 100_000 * 400 / wavelength);
            expected += Math.Sqrt(1 + slope * slope) * 400 / 100_000;
        }

        Assert.InRange(Assert.Single(graph.Edges).Length / expected, 0.985, 1.005);
    }

    [Fact]
    public void A_padded_mask_has_the_same_centreline_moved()
    {
        using BinaryMask mask = new BinaryMask(130, 90).Arc(60, 50, 30, 5, 0.3, 4).Segment(10, 10, 80, 70, 4);
        using BinaryMask padded = mask.Crop(new PixelRect(-37, -11, 300, 200));
        using VesselGraph graph = VesselGraph.FromMask(mask);
        using VesselGraph moved = VesselGraph.FromMask(padded);

        Assert.Equal(graph.Edges.Count, moved.Edges.Count);
        Assert.Equal(graph.TotalLength, moved.TotalLength, 1e-9);
    }

    internal static BinaryMask Straight(double degrees, double phase, double width, double length, bool roundEnds)
    {
        double x = Math.Cos(degrees * Math.PI / 180) * length / 2;
        double y = Math.Sin(degrees * Math.PI / 180) * length / 2;
        var mask = new BinaryMask(280, 280);
        double cx = 140 + phase;
        double cy = 140 + 0.7 * phase;
        return roundEnds ? mask.Segment(cx - x, cy - y, cx + x, cy + y, width) : mask.Bar(cx - x, cy - y, cx + x, cy + y, width);
    }
}
