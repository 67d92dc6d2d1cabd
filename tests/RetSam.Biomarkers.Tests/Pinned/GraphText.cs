using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>A graph, and its trees from each of several discs or none, as values that have an order, and no references.</summary>
internal static class GraphText
{
    /// <summary>Takes each part of a graph by a name of its own.</summary>
    public static void Add(Pins pins, string name, VesselGraph graph, params DiscGeometry?[] discs)
    {
        foreach ((string part, object? value) in Of(graph, discs))
        {
            pins.Add($"{name}/{part}", value);
        }
    }

    /// <summary>The parts of a graph.</summary>
    public static IEnumerable<(string Part, object? Value)> Of(VesselGraph graph, params DiscGeometry?[] discs)
    {
        yield return ("summary", (graph.Nodes.Count, graph.Edges.Count, graph.ComponentCount, graph.TotalLength, Enum.GetValues<VesselNodeKind>().Select(graph.CountNodes)));
        yield return ("nodes", graph.Nodes.Select(n => (n.Kind, n.Position, n.Radius, n.Degree, n.Edges.Select(e => e.Index))));
        yield return ("continuations", graph.Nodes.Select(n => n.Continuations.Select(c => (c.First.Index, c.Second.Index))));
        yield return ("branches", graph.Edges.Select(e => (e.Start?.Index, e.End?.Index, e.IsClosed, e.Length, e.Chord, e.DistanceFactor, e.ArteryFraction)));
        yield return ("pixels", graph.Edges.Select(e => Enumerable.Range(0, e.PixelCount).Select(e.GetPixel)));
        yield return ("centrelines", graph.Edges.Select(e => e.Centreline.ToArray()));
        yield return ("calibres", graph.Edges.Select(e => (e.MeanCalibre, e.CalibreCount, e.Calibres.ToArray())));
        yield return ("curvatures", graph.Edges.Select(e => e.Curvatures.ToArray()));
        for (int i = 0; i < discs.Length; i++)
        {
            VesselTrees trees = VesselTrees.Resolve(graph, discs[i]);
            yield return ($"trees {i}", trees.Trees.Select(t => (t.LeavesDisc, t.Root.Edge.Index, t.BranchCount, t.Length)));
            yield return ($"places {i}", graph.Edges.Select(trees.Find).Select(b => b is null ? default
                : ((int?)b.Tree.Index, b.Parent?.Edge.Index, b.Flow, b.Generation, b.StrahlerOrder, b.DistanceFromRoot, b.Children.Select(c => c.Edge.Index))));
        }
    }
}
