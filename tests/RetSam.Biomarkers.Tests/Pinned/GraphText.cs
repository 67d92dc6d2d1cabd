using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>A graph and its trees as values that have an order, and no references.</summary>
internal static class GraphText
{
    public static void Add(Pins pins, string name, VesselGraph graph, DiscGeometry? disc)
    {
        pins.Add($"{name}/summary", (graph.Nodes.Count, graph.Edges.Count, graph.ComponentCount, graph.TotalLength, Enum.GetValues<VesselNodeKind>().Select(graph.CountNodes)));
        pins.Add($"{name}/nodes", graph.Nodes.Select(n => (n.Kind, n.Position, n.Radius, n.Degree, n.Edges.Select(e => e.Index))));
        pins.Add($"{name}/continuations", graph.Nodes.Select(n => n.Continuations.Select(c => (c.First.Index, c.Second.Index))));
        pins.Add($"{name}/branches", graph.Edges.Select(e => (e.Start?.Index, e.End?.Index, e.IsClosed, e.Length, e.Chord, e.DistanceFactor, e.ArteryFraction)));
        pins.Add($"{name}/pixels", graph.Edges.Select(e => Enumerable.Range(0, e.PixelCount).Select(e.GetPixel)));
        pins.Add($"{name}/centrelines", graph.Edges.Select(e => e.Centreline.ToArray()));
        pins.Add($"{name}/calibres", graph.Edges.Select(e => (e.MeanCalibre, e.CalibreCount, e.Calibres.ToArray())));
        pins.Add($"{name}/curvatures", graph.Edges.Select(e => e.Curvatures.ToArray()));
        VesselTrees trees = VesselTrees.Resolve(graph, disc);
        pins.Add($"{name}/trees", trees.Trees.Select(t => (t.LeavesDisc, t.Root.Edge.Index, t.BranchCount, t.Length)));
        pins.Add($"{name}/places", graph.Edges.Select(trees.Find).Select(b => b is null ? default
            : ((int?)b.Tree.Index, b.Parent?.Edge.Index, b.Flow, b.Generation, b.StrahlerOrder, b.DistanceFromRoot, b.Children.Select(c => c.Edge.Index))));
    }
}
