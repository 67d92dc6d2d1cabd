namespace RetSam.Biomarkers.Graph;

/// <summary>Two branches that continue each other through a crossing, by their ends (see <see cref="Incidence"/>).</summary>
internal readonly record struct Continuation(int End0, int End1);

/// <summary>
/// Tells crossings from bifurcations. Two vessels that cross make one junction of four branches, or, when they are wide or cross at an
/// acute angle, two junctions with a short bridge between them. In both cases the four branches continue each other in pairs, in
/// direction and calibre, and over a bridge also in line and from one side of it to the other: two side branches that leave a vessel
/// on opposite sides are not in line, and two vessels that touch and part again stay on their sides.
/// </summary>
internal sealed class CrossingFinder : IDisposable
{
    /// <summary>The longest bridge, in calibres at the junctions: that of two equal vessels which cross at 28 degrees.</summary>
    private const double LongestBridge = 1.6;

    /// <summary>A bridge longer than 1.25 calibres is that of vessels which cross at less than 35 degrees or so, and hardly turn.</summary>
    private const double LongBridge = 1.25;

    private const double LeastCosineOverLongBridge = 0.94;

    /// <summary>And in px: the gap between two vessels that part at such an angle closes while it is narrower than a pixel.</summary>
    private const double LongestGap = 6;

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
            if (length <= LongestBridge * (_draft.Nodes[edge.Node0].Radius + _draft.Nodes[edge.Node1].Radius) + LongestGap)
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

        double straight = OverBridge(node0, node1, a0, b0, a1, b1);
        double swapped = OverBridge(node0, node1, a0, b1, a1, b0);
        bool isLong = _draft.LengthOf(_draft.Edges[bridge]) > LongBridge * (_draft.Nodes[node0].Radius + _draft.Nodes[node1].Radius) + 1;
        if (Math.Max(straight, swapped) < (isLong ? LeastCosineOverLongBridge : 0))
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

    /// <summary>The same for two pairs that continue each other over a bridge.</summary>
    private double OverBridge(int node0, int node1, int a0, int a1, int b0, int b1)
    {
        BranchHeading headA0 = BranchHeading.Of(_draft, a0);
        BranchHeading headA1 = BranchHeading.Of(_draft, a1);
        BranchHeading headB0 = BranchHeading.Of(_draft, b0);
        BranchHeading headB1 = BranchHeading.Of(_draft, b1);
        bool canTellA = !IsStub(a0) && !IsStub(a1);
        bool canTellB = !IsStub(b0) && !IsStub(b1);
        if ((canTellA && !BranchHeading.AreInLine(headA0, headA1)) || (canTellB && !BranchHeading.AreInLine(headB0, headB1)))
        {
            return -1;
        }

        PointD bridge = _draft.Nodes[node1].Position - _draft.Nodes[node0].Position;
        return StaysOnSide(bridge, headA0, headA1) && StaysOnSide(bridge, headB0, headB1)
            ? -1
            : Math.Min(BranchHeading.Continuity(headA0, headA1), BranchHeading.Continuity(headB0, headB1));
    }

    /// <summary>Whether a branch is too short to have a line.</summary>
    private bool IsStub(int end) => _draft.LengthOf(_draft.Edges[end >> 1]) < BranchHeading.LeastStretch;

    /// <summary>Whether two branches leave the bridge to the same side, by more than 6 degrees or so.</summary>
    private static bool StaysOnSide(PointD bridge, BranchHeading first, BranchHeading second)
    {
        double side0 = bridge.X * first.Direction.Y - bridge.Y * first.Direction.X;
        double side1 = bridge.X * second.Direction.Y - bridge.Y * second.Direction.X;
        return side0 * side1 > 0.01 * (bridge.X * bridge.X + bridge.Y * bridge.Y);
    }

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
