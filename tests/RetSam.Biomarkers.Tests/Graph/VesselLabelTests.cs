using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Graph;

/// <summary>The graph of all vessels where arteries and veins are known.</summary>
public sealed class VesselLabelTests
{
    [Fact]
    public void An_artery_and_a_vein_that_both_bend_where_they_meet_cross()
    {
        // Branches at 0 and 110 degrees are an artery, at 55 and 250 a vein: neither goes straight on.
        using BinaryMask artery = Star(0, 110);
        using BinaryMask vein = Star(55, 250);
        using BinaryMask both = Union(artery, vein);
        using VesselGraph unknown = VesselGraph.FromMask(both);
        using VesselGraph known = VesselGraph.FromMask(both, new VesselGraphOptions { Artery = artery, Vein = vein });

        Assert.Equal(0, unknown.CountNodes(VesselNodeKind.Crossing));
        VesselNode crossing = Assert.Single(known.Nodes, n => n.Kind == VesselNodeKind.Crossing);
        Assert.Equal(0, known.CountNodes(VesselNodeKind.Bifurcation));
        Assert.All(crossing.Continuations, pair => Assert.Equal(pair.First.ArteryFraction, pair.Second.ArteryFraction));
        Assert.Equal([0, 0, 1, 1], known.Edges.Select(e => e.ArteryFraction!.Value).Order());
        Assert.All(unknown.Edges, edge => Assert.Null(edge.ArteryFraction));
    }

    [Fact]
    public void A_vein_that_meets_an_artery_is_a_contact_and_no_bifurcation()
    {
        foreach (int turn in new[] { 0, 20, 45, 100 })
        {
            using BinaryMask artery = Star(turn, turn + 180);
            using BinaryMask vein = Star(turn + 70);
            vein.ExceptWith(artery);
            using BinaryMask both = Union(artery, vein);
            using VesselGraph unknown = VesselGraph.FromMask(both);
            using VesselGraph known = VesselGraph.FromMask(both, new VesselGraphOptions { Artery = artery, Vein = vein });

            Assert.Equal(1, unknown.CountNodes(VesselNodeKind.Bifurcation));
            Assert.Equal(0, known.CountNodes(VesselNodeKind.Bifurcation));
            VesselNode contact = Assert.Single(known.Nodes, n => n.Kind == VesselNodeKind.Contact);
            VesselContinuation vessel = Assert.Single(contact.Continuations);
            Assert.Equal((1, 1), (vessel.First.ArteryFraction, vessel.Second.ArteryFraction));

            // The artery is one tree of one generation, the vein another.
            VesselTrees trees = VesselTrees.Resolve(known);
            Assert.Equal(2, trees.Trees.Count);
            Assert.Equal(trees.Find(vessel.First)!.Generation, trees.Find(vessel.Second)!.Generation);
            Assert.Same(trees.Find(vessel.First)!.Tree, trees.Find(vessel.Second)!.Tree);
        }
    }

    [Fact]
    public void Branches_of_one_kind_bifurcate_as_ever()
    {
        using BinaryMask artery = Star(0, 150, 210);
        using BinaryMask none = new(300, 300);
        using VesselGraph plain = VesselGraph.FromMask(artery);
        using VesselGraph known = VesselGraph.FromMask(artery, new VesselGraphOptions { Artery = artery, Vein = none });

        Assert.Equal(plain.Nodes.Select(n => (n.Kind, n.Position)), known.Nodes.Select(n => (n.Kind, n.Position)));
        Assert.Equal(plain.Edges.Select(e => e.Length), known.Edges.Select(e => e.Length));
        Assert.All(known.Edges, edge => Assert.Equal(1, edge.ArteryFraction));
    }

    [Fact]
    public void Straight_branches_of_different_kinds_are_not_paired()
    {
        // By direction 0 continues 180 and 90 continues 270, but 0 and 90 are arteries: two vessels that touch, each bending.
        using BinaryMask artery = Star(0, 90);
        using BinaryMask vein = Star(180, 270);
        using BinaryMask both = Union(artery, vein);
        using VesselGraph known = VesselGraph.FromMask(both, new VesselGraphOptions { Artery = artery, Vein = vein });

        Assert.Equal(0, known.CountNodes(VesselNodeKind.Crossing));
        Assert.All(known.Nodes.SelectMany(n => n.Continuations), pair => Assert.Equal(pair.First.ArteryFraction, pair.Second.ArteryFraction));
    }

    [Fact]
    public void Masks_that_do_not_go_together_are_refused()
    {
        using BinaryMask mask = Star(0);
        using BinaryMask small = new(30, 30);

        Assert.Contains("both", Assert.Throws<ArgumentException>(() => VesselGraph.FromMask(mask, new VesselGraphOptions { Artery = mask })).Message, StringComparison.Ordinal);
        Assert.Contains("30x30", Assert.Throws<ArgumentException>(() => VesselGraph.FromMask(mask, new VesselGraphOptions { Artery = mask, Vein = small })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_tells_the_graph_of_all_vessels_which_are_which()
    {
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(300, 300)
            .SetMask(RetinaClass.Artery, Star(0, 110)).SetMask(RetinaClass.Vein, Star(55, 250)).Build();
        using var context = new MeasureContext(eye);

        Assert.Equal(1, context.GetVesselGraph(VesselKind.Vessel)!.CountNodes(VesselNodeKind.Crossing));
        Assert.All(context.GetVesselGraph(VesselKind.Artery)!.Edges, edge => Assert.Null(edge.ArteryFraction));
    }

    /// <summary>Branches of 6 px from the middle to given directions in degrees.</summary>
    private static BinaryMask Star(params double[] degrees)
    {
        var mask = new BinaryMask(300, 300);
        foreach (double d in degrees)
        {
            mask.Segment(150, 150, 150 + 110 * Math.Cos(d * Math.PI / 180), 150 + 110 * Math.Sin(d * Math.PI / 180), 6);
        }

        return mask;
    }

    private static BinaryMask Union(BinaryMask a, BinaryMask b)
    {
        BinaryMask union = a.Clone();
        union.UnionWith(b);
        return union;
    }
}
