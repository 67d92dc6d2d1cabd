namespace RetSam.Biomarkers.Graph;

/// <summary>Two branches that continue each other through a crossing, by their ends (see <see cref="Incidence"/>).</summary>
internal readonly record struct Continuation(int End0, int End1);

/// <summary>
/// Tells crossings from bifurcations. Two vessels that cross make one junction of four branches, or, when they are wide or cross at an
/// acute angle, two junctions with a bridge between them that is no longer than the vessels are wide. In both cases the four branches
/// continue each other in pairs, in direction and calibre.
/// </summary>
internal sealed class CrossingFinder : IDisposable
{
    /// <summary>The longest bridge, in calibres at the junctions: that of two equal vessels which cross at about 45 degrees.</summary>
    private const double LongestBridge = 1.25;

    private readonly GraphDraft _draft;
    private readonly PooledList<Continuation> _found;
    private readonly PooledList<byte> _left = new();

    private CrossingFinder(GraphDraft draft, PooledList<Continuation> found)
    {
        _draft = draft;
        _found = found;
        _left.Resize(draft.Edges.Count, 0);
    }

    /// <summary>Makes crossings of junctions that are crossings.</summary>
    /// <param name="draft">The draft; bridges are taken out of it.</param>
    /// <param name="found">The pairs of continuing branches, two for each crossing.</param>
    public static void Find(GraphDraft draft, PooledList<Continuation> found)
    {
        using var finder = new CrossingFinder(draft, found);
        using (var incidence = new Incidence(draft.Nodes.Count, draft.Edges.Items))
        {
            finder.FindFourWay(incidence);
            finder.FindBridged(incidence);
        }

        finder.RemoveBridges();
    }

    public void Dispose() => _left.Dispose();

    private void FindFourWay(Incidence incidence)
    {
        for (int n = 0; n < _draft.Nodes.Count; n++)
        {
            if (incidence.DegreeOf(n) != 4)
            {
                continue;
            }

            ReadOnlySpan<int> ends = incidence.EndsAt(n);
            if (HoldsLoop(ends))
            {
                continue;
            }

            int best = 0;
            double most = -1;
            for (int partner = 1; partner < 4; partner++)
            {
                (int other0, int other1) = Others(partner);
                double continuity = Both(ends[0], ends[partner], ends[other0], ends[other1]);
                if (continuity > most)
                {
                    most = continuity;
                    best = partner;
                }
            }

            if (best > 0)
            {
                (int other0, int other1) = Others(best);
                Add(n, ends[0], ends[best], ends[other0], ends[other1]);
            }
        }
    }

    private void FindBridged(Incidence incidence)
    {
        using var bridges = new PooledList<(double Length, int Edge)>();
        for (int e = 0; e < _draft.Edges.Count; e++)
        {
            ref readonly DraftEdge edge = ref _draft.Edges[e];
            if (edge.Node0 < 0 || edge.Node0 == edge.Node1 || incidence.DegreeOf(edge.Node0) != 3 || incidence.DegreeOf(edge.Node1) != 3)
            {
                continue;
            }

            double length = _draft.LengthOf(edge);
            if (length <= LongestBridge * (_draft.Nodes[edge.Node0].Radius + _draft.Nodes[edge.Node1].Radius) + 1)
            {
                bridges.Add((length, e));
            }
        }

        bridges.Items.Sort(); // Shortest first; of equals, the first in the order of branches.
        foreach ((double _, int bridge) in bridges.Items)
        {
            TryBridge(incidence, bridge);
        }
    }

    private void TryBridge(Incidence incidence, int bridge)
    {
        int node0 = _draft.Edges[bridge].Node0;
        int node1 = _draft.Edges[bridge].Node1;
        if (_draft.Nodes[node0].Kind != VesselNodeKind.Bifurcation || _draft.Nodes[node1].Kind != VesselNodeKind.Bifurcation)
        {
            return;
        }

        (int a0, int a1) = Arms(incidence.EndsAt(node0), bridge);
        (int b0, int b1) = Arms(incidence.EndsAt(node1), bridge);
        if (a0 >> 1 == b0 >> 1 || a0 >> 1 == b1 >> 1 || a1 >> 1 == b0 >> 1 || a1 >> 1 == b1 >> 1 || a0 >> 1 == a1 >> 1 || b0 >> 1 == b1 >> 1)
        {
            return; // A hole in a vessel, not two vessels.
        }

        double straight = Both(a0, b0, a1, b1);
        double swapped = Both(a0, b1, a1, b0);
        if (Math.Max(straight, swapped) <= -1)
        {
            return;
        }

        Merge(node0, node1, bridge, b0, b1);
        if (straight >= swapped)
        {
            Add(node0, a0, b0, a1, b1);
        }
        else
        {
            Add(node0, a0, b1, a1, b0);
        }
    }

    private void Merge(int node0, int node1, int bridge, int arm0, int arm1)
    {
        ref DraftNode kept = ref _draft.Nodes[node0];
        ref DraftNode gone = ref _draft.Nodes[node1];
        double half = kept.Position.DistanceTo(gone.Position) / 2;
        kept.X = (kept.X + gone.X) / 2;
        kept.Y = (kept.Y + gone.Y) / 2;
        kept.Radius = Math.Max(kept.Radius, gone.Radius) + half;
        gone.Kind = VesselNodeKind.Crossing; // So that no other bridge takes it.
        _left[bridge] = 1;
        Repoint(arm0, node0);
        Repoint(arm1, node0);
    }

    private void Repoint(int end, int node)
    {
        ref DraftEdge edge = ref _draft.Edges[end >> 1];
        edge.Node0 = (end & 1) == 0 ? node : edge.Node0;
        edge.Node1 = (end & 1) == 0 ? edge.Node1 : node;
    }

    private void Add(int node, int a0, int a1, int b0, int b1)
    {
        _draft.Nodes[node].Kind = VesselNodeKind.Crossing;
        _found.Add(new Continuation(a0, a1));
        _found.Add(new Continuation(b0, b1));
    }

    /// <summary>The worse of the two pairs' continuities; -1 when either does not continue.</summary>
    private double Both(int a0, int a1, int b0, int b1) => Math.Min(
        BranchHeading.Continuity(BranchHeading.Of(_draft, a0), BranchHeading.Of(_draft, a1)),
        BranchHeading.Continuity(BranchHeading.Of(_draft, b0), BranchHeading.Of(_draft, b1)));

    private void RemoveBridges()
    {
        Span<DraftEdge> edges = _draft.Edges.Items;
        using var newNumber = new PooledList<int>(edges.Length);
        int kept = 0;
        for (int e = 0; e < edges.Length; e++)
        {
            newNumber.Add(kept);
            if (_left[e] == 0)
            {
                edges[kept++] = edges[e];
            }
        }

        _draft.Edges.Resize(kept, default);
        foreach (ref Continuation pair in _found.Items)
        {
            pair = new Continuation(2 * newNumber[pair.End0 >> 1] + (pair.End0 & 1), 2 * newNumber[pair.End1 >> 1] + (pair.End1 & 1));
        }
    }

    private static bool HoldsLoop(ReadOnlySpan<int> ends)
    {
        for (int i = 1; i < ends.Length; i++)
        {
            // Ends come in the order of branches, so that both ends of a loop are neighbours.
            if (ends[i] >> 1 == ends[i - 1] >> 1)
            {
                return true;
            }
        }

        return false;
    }

    private static (int First, int Second) Others(int partner) => partner switch
    {
        1 => (2, 3),
        2 => (1, 3),
        _ => (1, 2),
    };

    private static (int First, int Second) Arms(ReadOnlySpan<int> ends, int bridge)
        => ends[0] >> 1 == bridge ? (ends[1], ends[2]) : ends[1] >> 1 == bridge ? (ends[0], ends[2]) : (ends[0], ends[1]);
}
