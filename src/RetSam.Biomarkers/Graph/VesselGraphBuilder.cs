namespace RetSam.Biomarkers.Graph;

/// <summary>Makes a <see cref="VesselGraph"/>: traces, prunes, finds crossings, then smooths and measures every branch.</summary>
internal static class VesselGraphBuilder
{
    public static VesselGraph Build(BinaryMask mask, BinaryMask skeleton, VesselGraphOptions options)
    {
        using var pixels = new SkeletonPixels(skeleton, new RadiusMap(mask));
        using var draft = new GraphDraft(pixels, new VesselLabels(options.Artery, options.Vein));
        SkeletonTracer.Trace(draft);
        SpurPruner.Prune(draft);
        using var continuations = new PooledList<Continuation>();
        CrossingFinder.Find(draft, continuations);
        ContactFinder.Find(draft, continuations);

        var graph = new VesselGraph(mask.Width, mask.Height);
        using var nodes = new PooledList<int>(draft.Nodes.Count);
        AddNodes(graph, draft, nodes);
        AddEdges(graph, draft, nodes.Items, mask, options);
        foreach (Continuation pair in continuations.Items)
        {
            VesselEdge first = graph.EdgeList[pair.End0 >> 1];
            VesselNode node = (pair.End0 & 1) == 0 ? first.Start! : first.End!;
            node.Add(new VesselContinuation(first, graph.EdgeList[pair.End1 >> 1]));
        }

        graph.ComponentCount = CountComponents(graph);
        return graph;
    }

    /// <summary>Adds the draft's nodes but those that lost their branches, and says at which place each one stands.</summary>
    private static void AddNodes(VesselGraph graph, GraphDraft draft, PooledList<int> nodes)
    {
        nodes.Resize(draft.Nodes.Count, -1);
        using var incidence = new Incidence(draft.Nodes.Count, draft.Edges.Items);
        for (int n = 0; n < nodes.Count; n++)
        {
            ref readonly DraftNode node = ref draft.Nodes[n];
            if (node.Kind == VesselNodeKind.Isolated || incidence.DegreeOf(n) > 0)
            {
                nodes[n] = graph.NodeList.Count;
                graph.AddNode().Set(nodes[n], node.Kind, node.Position, node.Radius, incidence.DegreeOf(n));
            }
        }
    }

    private static void AddEdges(VesselGraph graph, GraphDraft draft, ReadOnlySpan<int> nodes, BinaryMask mask, VesselGraphOptions options)
    {
        ProbabilityField? probabilities = options.Probability is { } map ? new ProbabilityField(map, options.Threshold) : null;
        using var tracer = new CentrelineTracer(graph, draft, mask, probabilities);
        for (int e = 0; e < draft.Edges.Count; e++)
        {
            ref readonly DraftEdge edge = ref draft.Edges[e];
            VesselNode? start = edge.Node0 < 0 ? null : graph.NodeList[nodes[edge.Node0]];
            VesselNode? end = edge.Node1 < 0 ? null : graph.NodeList[nodes[edge.Node1]];
            EdgeRange range = tracer.Add(edge);
            VesselEdge added = graph.AddEdge();
            added.Set(graph, e, start, end, range);
            start?.Add(added);
            end?.Add(added);
            graph.TotalLength += added.Length;
        }
    }

    private static int CountComponents(VesselGraph graph)
    {
        using var parents = new PooledList<int>(graph.NodeList.Count);
        for (int i = 0; i < graph.NodeList.Count; i++)
        {
            parents.Add(i);
        }

        Span<int> parent = parents.Items;
        int components = parent.Length;
        foreach (VesselEdge edge in graph.EdgeList)
        {
            if (edge.IsClosed)
            {
                components++;
                continue;
            }

            int a = Find(parent, edge.Start!.Index);
            int b = Find(parent, edge.End!.Index);
            if (a != b)
            {
                parent[b] = a;
                components--;
            }
        }

        return components;
    }

    private static int Find(Span<int> parent, int node)
    {
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }
}
