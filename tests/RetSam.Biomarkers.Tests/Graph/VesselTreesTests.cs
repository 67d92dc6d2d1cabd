using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>Vessels resolved into trees from the disc outward.</summary>
public sealed class VesselTreesTests
{
    private static readonly DiscGeometry Disc = new(new PointD(60, 150), 30, 2827);

    [Fact]
    public void A_binary_tree_has_its_generations_and_orders()
    {
        using var mask = new BinaryMask(600, 600);
        VesselGraphTests.DrawTree(mask, 300, 580, -Math.PI / 2, 130, 14, 4);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph, new DiscGeometry(new PointD(300, 570), 25, 1963));

        VesselTree tree = Assert.Single(trees.Trees);
        Assert.True(tree.LeavesDisc);
        Assert.Equal(graph.Edges.Count, tree.BranchCount);
        Assert.Equal(graph.TotalLength, tree.Length, 1e-9);
        Assert.Equal([1, 2, 4, 8], Generations(graph, trees));
        Assert.Null(tree.Root.Parent);
        Assert.Equal(4, tree.Root.StrahlerOrder);
        foreach (VesselEdge edge in graph.Edges)
        {
            // In a whole binary tree the order counts the generations from the leaves.
            VesselBranch branch = trees.Find(edge)!;
            Assert.Equal(5 - branch.Generation, branch.StrahlerOrder);
            Assert.Equal(branch.Generation == 4 ? 0 : 2, branch.Children.Count());
            Assert.All(branch.Children, c => Assert.Same(branch, c.Parent));
            Assert.True(branch.Parent is null || branch.DistanceFromRoot > branch.Parent.DistanceFromRoot);
        }
    }

    [Fact]
    public void Every_branch_leads_away_from_the_disc()
    {
        using var mask = new BinaryMask(600, 600);
        VesselGraphTests.DrawTree(mask, 300, 580, -Math.PI / 2, 130, 14, 4);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph, new DiscGeometry(new PointD(300, 570), 25, 1963));

        foreach (VesselEdge edge in graph.Edges)
        {
            VesselBranch branch = trees.Find(edge)!;
            VesselNode outer = branch.LeadsTo(edge.End!) ? edge.End! : edge.Start!;
            VesselNode inner = edge.GetOther(outer);
            Assert.True(branch.LeadsTo(outer));
            Assert.False(branch.LeadsTo(inner));
            Assert.All(branch.Children, c => Assert.True(c.Edge.Start == outer || c.Edge.End == outer));
        }
    }

    [Fact]
    public void A_vessel_keeps_its_generation_and_tree_through_a_crossing()
    {
        // Two vessels leave the disc and cross; one forks behind the crossing.
        using BinaryMask mask = new BinaryMask(400, 300)
            .Segment(60, 130, 340, 250, 6).Segment(60, 170, 340, 40, 9).Segment(270, 220, 340, 170, 5);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph, Disc);

        Assert.Equal(1, graph.CountNodes(VesselNodeKind.Crossing));
        Assert.Equal(2, trees.Trees.Count);
        Assert.Equal([2, 4], trees.Trees.Select(t => t.BranchCount).Order());
        VesselTree whole = trees.Trees.Single(t => t.BranchCount == 2);
        VesselBranch behind = Assert.Single(whole.Root.Children);
        Assert.Equal(1, behind.Generation);
        Assert.Equal(1, whole.Root.StrahlerOrder);
        VesselTree forked = trees.Trees.Single(t => t.BranchCount == 4);
        Assert.Equal([1, 1, 2, 2], graph.Edges.Select(e => trees.Find(e)!).Where(b => b.Tree == forked).Select(b => b.Generation).Order());
        Assert.Equal(2, forked.Root.StrahlerOrder);
    }

    [Fact]
    public void A_loop_is_reached_from_both_sides_and_closed_by_nobodys_parent()
    {
        using BinaryMask mask = new BinaryMask(400, 300).Segment(60, 150, 180, 150, 6).Arc(240, 150, 60, 6).Segment(300, 150, 380, 150, 6);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph, Disc);

        VesselTree tree = Assert.Single(trees.Trees);
        Assert.Equal(4, tree.BranchCount);
        Assert.Equal(2, tree.Root.Children.Count());
        VesselBranch tail = Assert.Single(tree.Root.Children.SelectMany(c => c.Children));
        Assert.Equal(3, tail.Generation);
        Assert.All(graph.Edges, e => Assert.NotNull(trees.Find(e)));
    }

    [Fact]
    public void A_part_that_hangs_on_nothing_is_rooted_at_its_end_nearest_to_the_disc()
    {
        using BinaryMask mask = new BinaryMask(400, 300).Segment(60, 150, 200, 150, 6).Segment(250, 60, 380, 100, 5).Segment(310, 78, 370, 30, 4);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph, Disc);

        Assert.Equal([true, false], trees.Trees.Select(t => t.LeavesDisc));
        VesselTree part = trees.Trees[1];
        Assert.Equal(3, part.BranchCount);
        VesselEdge root = part.Root.Edge;
        Assert.InRange(Math.Min(root.Start!.Position.X, root.End!.Position.X), 246, 254);
        Assert.Equal(2, part.Root.Children.Count());
    }

    [Fact]
    public void Two_vessels_that_meet_in_the_disc_leave_it_as_two_or_as_one_that_leads_both_ways()
    {
        using BinaryMask through = new BinaryMask(400, 300).Segment(60, 20, 60, 280, 6).Segment(60, 230, 130, 280, 4);
        using VesselGraph graph = VesselGraph.FromMask(through);
        VesselTrees trees = VesselTrees.Resolve(graph, Disc);

        VesselTree tree = Assert.Single(trees.Trees);
        Assert.Equal(VesselFlow.ToBothEnds, tree.Root.Flow);
        Assert.Equal(3, tree.BranchCount);
        Assert.Equal(2, tree.Root.StrahlerOrder);
        Assert.InRange(tree.Root.Children.First().DistanceFromRoot, 45, 52);

        using BinaryMask forked = new BinaryMask(400, 300).Segment(60, 20, 60, 280, 6).Segment(60, 150, 300, 150, 6);
        using VesselGraph graph2 = VesselGraph.FromMask(forked);
        Assert.Equal(3, VesselTrees.Resolve(graph2, Disc).Trees.Count);
    }

    [Fact]
    public void Without_a_disc_a_part_is_rooted_at_the_free_end_of_its_widest_branch()
    {
        using BinaryMask mask = VesselGraphTests.DrawY(70, 7, 1).Segment(150, 150, 150 - 100 * Math.Cos(1), 150 - 100 * Math.Sin(1), 12);
        using VesselGraph graph = VesselGraph.FromMask(mask);
        VesselTrees trees = VesselTrees.Resolve(graph);

        VesselTree tree = Assert.Single(trees.Trees);
        Assert.False(tree.LeavesDisc);
        Assert.InRange(tree.Root.Edge.MeanCalibre!.Value, 11, 13);
        Assert.Equal(2, tree.Root.Children.Count());
    }

    [Fact]
    public void Every_branch_of_any_graph_is_in_a_tree_or_in_the_disc()
    {
        foreach (BinaryMask mask in VesselGraphTests.Degenerate())
        {
            using (mask)
            using (VesselGraph graph = VesselGraph.FromMask(mask))
            {
                foreach (DiscGeometry? disc in new[] { null, new DiscGeometry(new PointD(20, 20), 15, 707) })
                {
                    VesselTrees trees = VesselTrees.Resolve(graph, disc);
                    Assert.Equal(graph.Edges.Count(e => trees.Find(e) is not null), trees.Trees.Sum(t => t.BranchCount));
                    Assert.True(disc is not null || graph.Edges.All(e => trees.Find(e) is not null));
                }
            }
        }
    }

    private static IEnumerable<int> Generations(VesselGraph graph, VesselTrees trees)
        => graph.Edges.GroupBy(e => trees.Find(e)!.Generation).OrderBy(g => g.Key).Select(g => g.Count());
}
