using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>Crossings of drawn vessels down to the angle where they are still told, and what looks like a crossing and is none.</summary>
public sealed class CrossingTests
{
    private const double Reach = 160;
    private static readonly PointD Centre = new(200, 200);

    public static TheoryData<double, double> Calibres => new()
    {
        { 3, 3 }, { 4, 4 }, { 5, 5 }, { 6, 6 }, { 8, 8 }, { 12, 12 }, { 16, 16 },
        { 4, 3 }, { 6, 4 }, { 8, 5 }, { 12, 8 }, { 16, 10 }, { 8, 3 }, { 12, 4 }, { 16, 5 },
    };

    [Theory]
    [MemberData(nameof(Calibres))]
    public void Vessels_that_cross_at_25_degrees_or_more_are_a_crossing(double width0, double width1)
    {
        foreach (double angle in new[] { 25.0, 30, 40, 60, 90 })
        {
            Assert.Equal(16, CountFound(angle, width0, width1));
        }
    }

    [Fact]
    public void A_vessel_across_one_of_five_times_its_calibre_is_told_from_40_degrees_on()
    {
        Assert.Equal(16, CountFound(40, 16, 3));
        Assert.InRange(CountFound(25, 16, 3), 12, 16);
    }

    [Theory]
    [MemberData(nameof(Calibres))]
    public void At_20_degrees_four_in_five_are_told(double width0, double width1)
        => Assert.InRange(CountFound(20, width0, width1), 13, 16);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 0.7)]
    [InlineData(5, 1)]
    [InlineData(5, 0.7)]
    [InlineData(8, 1)]
    [InlineData(8, 0.7)]
    [InlineData(12, 1)]
    [InlineData(12, 0.7)]
    public void Two_side_branches_close_to_each_other_are_no_crossing(double width, double ratio)
    {
        foreach (double side in new[] { 1.0, -1 })
        {
            foreach (double angle in new[] { 20.0, 30, 45, 60, 90 })
            {
                foreach (double apart in new[] { 2.5, 4, 6 })
                {
                    for (double turn = 0; turn < 360; turn += 30)
                    {
                        var frame = new Frame(turn);
                        using BinaryMask mask = new BinaryMask(400, 400);
                        frame.Segment(mask, (-Reach, 0), (Reach, 0), width);
                        frame.Branch(mask, -apart * width / 2, 180 - angle, ratio * width);
                        frame.Branch(mask, apart * width / 2, side * angle, ratio * width);
                        AssertNoCrossing(mask, $"{angle} degrees, {apart} calibres apart, turned by {turn}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(12)]
    public void A_vessel_that_forks_at_both_ends_is_no_crossing(double width)
    {
        foreach (double angle in new[] { 45.0, 60, 90 })
        {
            foreach (double length in new[] { 2.5, 4, 6 })
            {
                for (double turn = 0; turn < 360; turn += 30)
                {
                    var frame = new Frame(turn);
                    double half = length * width / 2;
                    using BinaryMask mask = new BinaryMask(400, 400);
                    frame.Segment(mask, (-half, 0), (half, 0), 1.26 * width);
                    frame.Branch(mask, -half, 180 - angle / 2, width);
                    frame.Branch(mask, -half, 180 + angle / 2, width);
                    frame.Branch(mask, half, -angle / 2, width);
                    frame.Branch(mask, half, angle / 2, width);
                    AssertNoCrossing(mask, $"{angle} degrees, {length} calibres long, turned by {turn}");
                }
            }
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 8)]
    [InlineData(12, 12)]
    [InlineData(8, 5.6)]
    [InlineData(12, 8.4)]
    public void Vessels_that_touch_and_part_again_are_no_crossing(double width0, double width1)
    {
        foreach (double radius in new[] { 300.0, 450, 675 })
        {
            for (double turn = 0; turn < 360; turn += 30)
            {
                // They lie on each other by a quarter of the narrower.
                var frame = new Frame(turn);
                double half = (width0 + width1) / 4 - Math.Min(width0, width1) / 8;
                using BinaryMask mask = new BinaryMask(400, 400);
                mask.Curve(a => frame.At(radius * Math.Sin(a), half + radius * (1 - Math.Cos(a))), -140 / radius, 140 / radius, width0, 150);
                mask.Curve(a => frame.At(radius * Math.Sin(a), -half - radius * (1 - Math.Cos(a))), -140 / radius, 140 / radius, width1, 150);
                AssertNoCrossing(mask, $"radius {radius}, turned by {turn}");
            }
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(90)]
    public void A_twig_beside_a_crossing_is_a_bifurcation_beside_it(double angle)
    {
        foreach (double width in new[] { 4.0, 6, 9 })
        {
            foreach (double apart in new[] { 1.5, 2.5, 4 })
            {
                for (double turn = 0; turn < 360; turn += 30)
                {
                    var frame = new Frame(turn);
                    using BinaryMask mask = Cross(turn, angle, width, 0.8 * width, 0.2, 0.4);
                    frame.Branch(mask, apart * width / Math.Sin(angle * Math.PI / 180) + width, -60, Math.Max(2, 0.4 * width), 60);
                    using VesselGraph graph = VesselGraph.FromMask(mask);

                    string which = $"calibre {width}, {apart} apart, turned by {turn}";
                    Assert.True(graph.CountNodes(VesselNodeKind.Crossing) == 1, which);
                    Assert.True(graph.CountNodes(VesselNodeKind.Bifurcation) == 1, which);
                    AssertPassesStraight(graph.Nodes.Single(n => n.Kind == VesselNodeKind.Crossing), which);
                }
            }
        }
    }

    [Fact]
    public void Both_vessels_keep_their_length_through_an_acute_crossing()
    {
        foreach (double width in new[] { 4.0, 8, 16 })
        {
            for (double turn = 0; turn < 180; turn += 22.5)
            {
                using BinaryMask mask = Cross(turn, 25, width, width, 0.3, 0.1);
                using VesselGraph graph = VesselGraph.FromMask(mask);

                Assert.Equal(4, graph.Edges.Count);
                Assert.InRange(graph.TotalLength / (4 * Reach), 0.997, 1.005);
                Assert.All(graph.Edges, edge => Assert.InRange(edge.MeanCalibre!.Value, width - 0.6, width + 0.6));
            }
        }
    }

    /// <summary>How many of 16 turned and moved crossings are one crossing of four branches and nothing else, at the right place.</summary>
    private static int CountFound(double angle, double width0, double width1)
    {
        int found = 0;
        for (int i = 0; i < 16; i++)
        {
            using BinaryMask mask = Cross(i * 11.25, angle, width0, width1, 0.37 * (i + 1) % 1, 0.61 * (i + 1) % 1);
            using VesselGraph graph = VesselGraph.FromMask(mask);
            VesselNode? crossing = graph.Nodes.FirstOrDefault(n => n.Kind == VesselNodeKind.Crossing);
            found += crossing is not null && graph.Nodes.Count(n => n.Kind != VesselNodeKind.End) == 1
                && graph.Edges.Count == 4 && crossing.Position.DistanceTo(Centre) < 4 && PassesStraight(crossing) ? 1 : 0;
        }

        return found;
    }

    private static void AssertNoCrossing(BinaryMask mask, string which)
    {
        using VesselGraph graph = VesselGraph.FromMask(mask);
        Assert.True(graph.CountNodes(VesselNodeKind.Crossing) == 0, which);
    }

    private static void AssertPassesStraight(VesselNode crossing, string which) => Assert.True(PassesStraight(crossing), which);

    /// <summary>Whether branches that are one vessel leave to opposite sides.</summary>
    private static bool PassesStraight(VesselNode crossing) => crossing.Continuations.Count == 2 && crossing.Continuations.All(pair =>
    {
        PointD first = pair.First.GetOther(crossing).Position - crossing.Position;
        PointD second = pair.Second.GetOther(crossing).Position - crossing.Position;
        return first.X * second.X + first.Y * second.Y < -0.98 * double.Hypot(first.X, first.Y) * double.Hypot(second.X, second.Y);
    });

    private static BinaryMask Cross(double turn, double angle, double width0, double width1, double x, double y)
    {
        var mask = new BinaryMask(400, 400);
        new Frame(turn, x, y).Segment(mask, (-Reach, 0), (Reach, 0), width0);
        new Frame(turn + angle, x, y).Segment(mask, (-Reach, 0), (Reach, 0), width1);
        return mask;
    }

    /// <summary>Axes through the centre, turned by an angle in degrees.</summary>
    private readonly struct Frame(double turn, double x = 0, double y = 0)
    {
        private readonly double _cos = Math.Cos(turn * Math.PI / 180);
        private readonly double _sin = Math.Sin(turn * Math.PI / 180);

        public (double X, double Y) At(double along, double across)
            => (Centre.X + x + along * _cos - across * _sin, Centre.Y + y + along * _sin + across * _cos);

        public void Segment(BinaryMask mask, (double Along, double Across) from, (double Along, double Across) to, double width)
        {
            (double x0, double y0) = At(from.Along, from.Across);
            (double x1, double y1) = At(to.Along, to.Across);
            mask.Segment(x0, y0, x1, y1, width);
        }

        /// <summary>A branch that leaves the first axis at a place and an angle.</summary>
        public void Branch(BinaryMask mask, double along, double degrees, double width, double length = 130)
            => Segment(mask, (along, 0), (along + length * Math.Cos(degrees * Math.PI / 180), length * Math.Sin(degrees * Math.PI / 180)), width);
    }
}
