using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>Nodes and branches of drawn trees, crossings and degenerate masks.</summary>
public sealed class VesselGraphTests
{
    [Fact]
    public void An_empty_mask_has_an_empty_graph()
    {
        using var mask = new BinaryMask(70, 50);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Empty(graph.Nodes);
        Assert.Empty(graph.Edges);
        Assert.Equal(0, graph.TotalLength);
        Assert.Equal(0, graph.ComponentCount);
    }

    [Fact]
    public void One_pixel_is_an_isolated_node()
    {
        using var mask = new BinaryMask(70, 50) { [64, 20] = true };
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselNode node = Assert.Single(graph.Nodes);
        Assert.Equal(VesselNodeKind.Isolated, node.Kind);
        Assert.Equal(new PointD(64, 20), node.Position);
        Assert.Empty(graph.Edges);
        Assert.Equal(1, graph.ComponentCount);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    public void Two_pixels_are_a_branch_from_one_to_the_other(int dx, int dy)
    {
        using var mask = new BinaryMask(70, 50) { [30, 20] = true, [30 + dx, 20 + dy] = true };
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge edge = Assert.Single(graph.Edges);
        Assert.Equal(2, edge.PixelCount);
        Assert.Equal(2, graph.CountNodes(VesselNodeKind.End));
        Assert.InRange(edge.Length, 0.5, 2);
    }

    [Fact]
    public void Degenerate_masks_have_finite_graphs()
    {
        foreach (BinaryMask mask in Degenerate())
        {
            using (mask)
            using (VesselGraph graph = VesselGraph.FromMask(mask))
            {
                Assert.True(double.IsFinite(graph.TotalLength));
                Assert.Equal(mask.IsEmpty(), graph.ComponentCount == 0);
                foreach (VesselEdge edge in graph.Edges)
                {
                    Assert.All(edge.Centreline.ToArray(), p => Assert.True(double.IsFinite(p.X) && double.IsFinite(p.Y)));
                }
            }
        }
    }

    [Fact]
    public void A_ring_is_a_closed_branch_without_nodes()
    {
        using BinaryMask mask = new BinaryMask(100, 100).Arc(50, 50, 30, 6);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge edge = Assert.Single(graph.Edges);
        Assert.True(edge.IsClosed);
        Assert.Null(edge.Start);
        Assert.Null(edge.End);
        Assert.Null(edge.DistanceFactor);
        Assert.Equal(1, graph.ComponentCount);
    }

    [Theory]
    [InlineData(60, 5)]
    [InlineData(60, 9)]
    [InlineData(90, 5)]
    [InlineData(90, 15)]
    [InlineData(120, 5)]
    [InlineData(120, 9)]
    public void A_Y_is_one_bifurcation_of_three_branches(double angle, double width)
    {
        for (int turn = 0; turn < 360; turn += 24)
        {
            using BinaryMask mask = DrawY(angle, width, turn * Math.PI / 180);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.Equal(1, graph.CountNodes(VesselNodeKind.Bifurcation));
            Assert.Equal(0, graph.CountNodes(VesselNodeKind.Crossing));
            Assert.Equal(3, graph.CountNodes(VesselNodeKind.End));
            Assert.Equal(3, graph.Edges.Count);
            Assert.InRange(graph.TotalLength, 300 - 0.06 * 300, 300 + 0.03 * 300);
            Assert.All(graph.Edges, e => Assert.InRange(e.MeanCalibre!.Value, width - 0.6, width + 0.8));
        }
    }

    [Theory]
    [InlineData(90, 3, 3)]
    [InlineData(90, 9, 9)]
    [InlineData(90, 12, 8)]
    [InlineData(75, 5, 5)]
    [InlineData(60, 3, 3)]
    [InlineData(60, 5, 4)]
    [InlineData(60, 10, 10)]
    [InlineData(50, 6, 6)]
    [InlineData(50, 12, 12)]
    public void Two_vessels_that_cross_are_a_crossing_and_not_two_bifurcations(double angle, double width0, double width1)
    {
        for (int turn = 0; turn < 180; turn += 12)
        {
            double a = turn * Math.PI / 180;
            double b = a + angle * Math.PI / 180;
            using BinaryMask mask = new BinaryMask(300, 300)
                .Segment(150 - 110 * Math.Cos(a), 150 - 110 * Math.Sin(a), 150 + 110 * Math.Cos(a), 150 + 110 * Math.Sin(a), width0)
                .Segment(150 - 110 * Math.Cos(b), 150 - 110 * Math.Sin(b), 150 + 110 * Math.Cos(b), 150 + 110 * Math.Sin(b), width1);
            using VesselGraph graph = VesselGraph.FromMask(mask);

            Assert.Equal(1, graph.CountNodes(VesselNodeKind.Crossing));
            Assert.Equal(0, graph.CountNodes(VesselNodeKind.Bifurcation));
            Assert.Equal(4, graph.Edges.Count);
            VesselNode crossing = graph.Nodes.Single(n => n.Kind == VesselNodeKind.Crossing);
            Assert.InRange(crossing.Position.DistanceTo(new PointD(150, 150)), 0, 2.5);
            Assert.Equal(2, crossing.Continuations.Count);
            foreach (VesselContinuation pair in crossing.Continuations)
            {
                // The far ends of one vessel lie on opposite sides.
                PointD first = pair.First.GetOther(crossing).Position - crossing.Position;
                PointD second = pair.Second.GetOther(crossing).Position - crossing.Position;
                Assert.True(first.X * second.X + first.Y * second.Y < -0.98 * double.Hypot(first.X, first.Y) * double.Hypot(second.X, second.Y));
            }
        }
    }

    [Fact]
    public void Two_vessels_that_touch_and_part_again_do_not_cross()
    {
        using BinaryMask mask = new BinaryMask(400, 400)
            .Arc(200, 200 - 602.5, 600, 6, Math.PI / 2 - 0.25, 0.5).Arc(200, 200 + 602.5, 600, 6, -Math.PI / 2 - 0.25, 0.5);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(0, graph.CountNodes(VesselNodeKind.Crossing));
        Assert.Equal(5, graph.Edges.Count);
    }

    [Fact]
    public void Two_side_branches_far_apart_are_two_bifurcations()
    {
        using BinaryMask mask = new BinaryMask(300, 300).Segment(20, 150, 280, 150, 7).Segment(100, 150, 100, 30, 5).Segment(180, 150, 180, 270, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(2, graph.CountNodes(VesselNodeKind.Bifurcation));
        Assert.Equal(0, graph.CountNodes(VesselNodeKind.Crossing));
        Assert.Equal(5, graph.Edges.Count);
    }

    [Fact]
    public void Two_close_bifurcations_to_the_same_side_are_no_crossing()
    {
        using BinaryMask mask = new BinaryMask(300, 300).Segment(20, 150, 280, 150, 7).Segment(145, 150, 90, 40, 5).Segment(155, 150, 210, 40, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(0, graph.CountNodes(VesselNodeKind.Crossing));
    }

    [Fact]
    public void A_bump_on_the_wall_is_pruned_and_the_vessel_stays_one_branch()
    {
        using BinaryMask mask = new BinaryMask(300, 100).Segment(20, 50, 280, 50, 12).Segment(150, 50, 150, 43, 3);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge edge = Assert.Single(graph.Edges);
        Assert.InRange(edge.Length, 258, 262);
    }

    [Fact]
    public void A_binary_tree_has_its_bifurcations_and_ends()
    {
        using var mask = new BinaryMask(600, 600);
        int forks = DrawTree(mask, 300, 580, -Math.PI / 2, 130, 14, 4);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(forks, graph.CountNodes(VesselNodeKind.Bifurcation));
        Assert.Equal(forks + 2, graph.CountNodes(VesselNodeKind.End));
        Assert.Equal(2 * forks + 1, graph.Edges.Count);
        Assert.Equal(1, graph.ComponentCount);
    }

    [Fact]
    public void Parts_and_loops_are_counted_as_components()
    {
        using BinaryMask mask = new BinaryMask(300, 300)
            .Arc(80, 80, 30, 4).Segment(150, 20, 280, 60, 5).Segment(20, 200, 280, 200, 5).Segment(100, 200, 150, 280, 4);
        mask[299, 299] = true;
        using VesselGraph graph = VesselGraph.FromMask(mask);

        Assert.Equal(4, graph.ComponentCount);
    }

    [Fact]
    public void A_loop_on_a_stalk_is_a_branch_that_returns_to_its_node()
    {
        using BinaryMask mask = new BinaryMask(300, 200).Arc(200, 100, 40, 4).Segment(20, 100, 160, 100, 4);
        using VesselGraph graph = VesselGraph.FromMask(mask);

        VesselEdge loop = Assert.Single(graph.Edges, e => e.Start == e.End);
        Assert.Equal(2, graph.Edges.Count);
        Assert.Null(loop.DistanceFactor);
        Assert.Equal(3, loop.Start!.Degree);
    }

    [Fact]
    public void The_same_mask_gives_the_same_bits_on_every_thread()
    {
        using var mask = new BinaryMask(600, 600);
        DrawTree(mask, 300, 580, -Math.PI / 2, 130, 14, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        double[] lengths = [.. graph.Edges.Select(e => e.Length)];
        double?[] calibres = [.. graph.Edges.Select(e => e.MeanCalibre)];

        Parallel.For(0, 8, _ =>
        {
            using VesselGraph again = VesselGraph.FromMask(mask);
            Assert.Equal(lengths, again.Edges.Select(e => e.Length));
            Assert.Equal(calibres, again.Edges.Select(e => e.MeanCalibre));
        });
    }

    internal static BinaryMask DrawY(double degrees, double width, double turn)
    {
        double half = degrees / 2 * Math.PI / 180;
        return new BinaryMask(300, 300)
            .Segment(150, 150, 150 - 100 * Math.Cos(turn), 150 - 100 * Math.Sin(turn), width)
            .Segment(150, 150, 150 + 100 * Math.Cos(turn - half), 150 + 100 * Math.Sin(turn - half), width)
            .Segment(150, 150, 150 + 100 * Math.Cos(turn + half), 150 + 100 * Math.Sin(turn + half), width);
    }

    /// <summary>A symmetric tree by Murray's law: daughters of 2^(-1/3) of the parent's width, 70 degrees apart.</summary>
    internal static int DrawTree(BinaryMask mask, double x, double y, double angle, double length, double width, int generations)
    {
        double endX = x + length * Math.Cos(angle);
        double endY = y + length * Math.Sin(angle);
        mask.Segment(x, y, endX, endY, width);
        if (generations <= 1)
        {
            return 0;
        }

        double narrower = width * Math.Pow(2, -1 / 3.0);
        return 1
            + DrawTree(mask, endX, endY, angle - 0.61, length * 0.72, narrower, generations - 1)
            + DrawTree(mask, endX, endY, angle + 0.61, length * 0.72, narrower, generations - 1);
    }

    internal static IEnumerable<BinaryMask> Degenerate()
    {
        yield return new BinaryMask(1, 1);
        yield return BinaryMask.Full(1, 1);
        yield return BinaryMask.Full(2, 1);
        yield return BinaryMask.Full(2, 2);
        yield return BinaryMask.Full(3, 3);
        yield return BinaryMask.Full(1, 200);
        yield return BinaryMask.Full(200, 1);
        yield return BinaryMask.Full(65, 65);
        yield return BinaryMask.Full(300, 20);
        yield return new BinaryMask(80, 60).Fill(0, 0, 79, 59, (x, y) => x == 0 || y == 0 || x == 79 || y == 59);
        yield return new BinaryMask(66, 66).Fill(0, 0, 65, 65, (x, y) => (x + y) % 2 == 0);
        yield return new BinaryMask(66, 66).Fill(0, 0, 65, 65, (x, y) => x % 2 == 0);
        yield return new BinaryMask(66, 66).Fill(0, 0, 65, 65, (x, y) => x % 3 == 0 || y % 3 == 0);
        yield return new BinaryMask(200, 200).Disc(100, 100, 60);
        yield return new BinaryMask(200, 200).Fill(40, 60, 150, 120, (_, _) => true);
    }
}
