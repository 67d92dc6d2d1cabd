namespace RetSam.Biomarkers.Graph;

/// <summary>Grows <see cref="VesselTrees"/>: plants roots, and follows all of them outward at once by the shortest way along the vessels.</summary>
internal sealed class TreeGrower : IDisposable
{
    /// <summary>A vessel that ends freely this near to the disc's centre, in radii, comes from the disc: masks often stop short of its margin.</summary>
    private const double ReachOfDisc = 1.25;

    private readonly VesselGraph _graph;
    private readonly DiscGeometry? _disc;
    private readonly VesselTrees _trees;
    private readonly PooledList<bool> _isInDisc = new();
    private readonly PooledList<bool> _settled = new();
    private readonly PriorityQueue<int, (double Distance, int End)> _arrivals = new(64);

    public TreeGrower(VesselGraph graph, DiscGeometry? disc)
    {
        _graph = graph;
        _disc = disc;
        _trees = new VesselTrees(graph.Edges.Count);
        _isInDisc.Resize(graph.Edges.Count, false);
        _settled.Resize(graph.Nodes.Count, false);
    }

    public VesselTrees Grow()
    {
        if (_disc is { } disc)
        {
            PlantAtDisc(disc);
            Follow();
        }

        PlantTheRest();
        OrderByStrahler();
        return _trees;
    }

    public void Dispose()
    {
        _isInDisc.Dispose();
        _settled.Dispose();
    }

    private void PlantAtDisc(DiscGeometry disc)
    {
        foreach (VesselEdge edge in _graph.EdgeList)
        {
            if (edge.IsClosed)
            {
                continue;
            }

            ReadOnlySpan<PointD> line = edge.Centreline;
            double start = line[0].DistanceTo(disc.Centre);
            double end = line[^1].DistanceTo(disc.Centre);
            double reach = ReachOfDisc * disc.Radius;
            if (start < disc.Radius && end < disc.Radius)
            {
                _isInDisc[edge.Index] = true;
                _settled[edge.Start!.Index] = true;
                _settled[edge.End!.Index] = true;
            }
            else if (start < disc.Radius || end < disc.Radius)
            {
                Plant(edge, start < end ? VesselFlow.StartToEnd : VesselFlow.EndToStart, leavesDisc: true, OutsideOf(disc, line, fromStart: start > end));
                _settled[(start < end ? edge.Start : edge.End)!.Index] = true;
            }
            else if (start + end <= edge.Length + 2 * disc.Radius && PassesOver(disc, line))
            {
                Plant(edge, VesselFlow.ToBothEnds, leavesDisc: true, OutsideOf(disc, line, fromStart: false), OutsideOf(disc, line, fromStart: true));
            }
            else if (start < end ? edge.Start!.Kind == VesselNodeKind.End && start < reach : edge.End!.Kind == VesselNodeKind.End && end < reach)
            {
                Plant(edge, start < end ? VesselFlow.StartToEnd : VesselFlow.EndToStart, leavesDisc: true, edge.Length);
            }
        }
    }

    /// <summary>Roots what is left: free ends first, of those the one nearest to the disc, or without a disc that of the widest branch.</summary>
    private void PlantTheRest()
    {
        using var ends = new PooledList<(bool Inner, double Rank, int End)>();
        foreach (VesselEdge edge in _graph.EdgeList)
        {
            if (_trees.FindByEdge(edge.Index) is null && !_isInDisc[edge.Index])
            {
                AddEnd(edge, edge.Start, 2 * edge.Index);
                AddEnd(edge, edge.End, 2 * edge.Index + 1);
            }
        }

        ends.Items.Sort();
        foreach ((bool _, double _, int end) in ends.Items)
        {
            VesselEdge edge = _graph.EdgeList[end >> 1];
            if (_trees.FindByEdge(edge.Index) is null)
            {
                Plant(edge, (end & 1) == 0 ? VesselFlow.StartToEnd : VesselFlow.EndToStart, leavesDisc: false, edge.Length);
                Follow();
            }
        }

        void AddEnd(VesselEdge edge, VesselNode? node, int end)
        {
            PointD place = node?.Position ?? edge.Centreline[0];
            ends.Add((node?.Kind != VesselNodeKind.End, _disc?.Centre.DistanceTo(place) ?? -(edge.MeanCalibre ?? 0), end));
        }
    }

    /// <param name="edge">The root's edge.</param>
    /// <param name="flow">Which way it leads outward.</param>
    /// <param name="leavesDisc">Whether it comes from the disc.</param>
    /// <param name="length">How long it is outside the disc.</param>
    /// <param name="lengthToStart">The same towards its start, when it leads both ways.</param>
    private void Plant(VesselEdge edge, VesselFlow flow, bool leavesDisc, double length, double lengthToStart = 0)
    {
        VesselTree tree = _trees.Add(leavesDisc);
        tree.Root = _trees.Add(edge, tree, null, flow, 1, 0);
        if (edge.IsClosed)
        {
            return;
        }

        if (flow != VesselFlow.EndToStart)
        {
            Arrive(2 * edge.Index + 1, length);
        }

        if (flow != VesselFlow.StartToEnd)
        {
            Arrive(2 * edge.Index, flow == VesselFlow.ToBothEnds ? lengthToStart : length);
        }
    }

    private void Follow()
    {
        while (_arrivals.TryDequeue(out int end, out (double Distance, int End) priority))
        {
            VesselBranch parent = _trees.FindByEdge(end >> 1)!;
            VesselNode node = ((end & 1) == 0 ? parent.Edge.Start : parent.Edge.End)!;
            if (node.Kind is VesselNodeKind.Crossing or VesselNodeKind.Contact)
            {
                PassThrough(node, parent, priority.Distance);
            }
            else if (!_settled[node.Index])
            {
                _settled[node.Index] = true;
                foreach (VesselEdge edge in node.EdgesHere)
                {
                    Reach(edge, node, parent, parent.Generation + 1, priority.Distance);
                }
            }
        }
    }

    private void PassThrough(VesselNode crossing, VesselBranch parent, double distance)
    {
        foreach (VesselContinuation pair in crossing.Pairs)
        {
            if (pair.First == parent.Edge || pair.Second == parent.Edge)
            {
                Reach(pair.First == parent.Edge ? pair.Second : pair.First, crossing, parent, parent.Generation, distance);
            }
        }
    }

    private void Reach(VesselEdge edge, VesselNode from, VesselBranch parent, int generation, double distance)
    {
        if (_trees.FindByEdge(edge.Index) is not null || _isInDisc[edge.Index])
        {
            return;
        }

        bool forwards = edge.Start == from;
        _trees.Add(edge, parent.Tree, parent, forwards ? VesselFlow.StartToEnd : VesselFlow.EndToStart, generation, distance);
        Arrive(2 * edge.Index + (forwards ? 1 : 0), distance + edge.Length);
    }

    /// <summary>Ties are broken by number, so that the order never hangs on the queue.</summary>
    private void Arrive(int end, double distance) => _arrivals.Enqueue(end, (distance, end));

    private void OrderByStrahler()
    {
        // Children stand behind their parents, so that going backwards every branch is done before the branch it comes from.
        using var meetings = new PooledList<Meeting>();
        meetings.Resize(2 * _graph.EdgeList.Count, default);
        List<VesselBranch> outward = _trees.Outward;
        for (int i = outward.Count - 1; i >= 0; i--)
        {
            VesselBranch branch = outward[i];
            int start = 2 * branch.Edge.Index;
            branch.StrahlerOrder = Math.Max(meetings[start].Order, meetings[start + 1].Order);
            if (branch.Parent is { } parent)
            {
                VesselNode from = (branch.Flow == VesselFlow.StartToEnd ? branch.Edge.Start : branch.Edge.End)!;
                int end = 2 * parent.Edge.Index + (from == parent.Edge.End && parent.Flow != VesselFlow.EndToStart ? 1 : 0);
                meetings[end] = meetings[end].With(branch.StrahlerOrder);
            }
        }
    }

    private static bool PassesOver(DiscGeometry disc, ReadOnlySpan<PointD> line)
    {
        foreach (PointD point in line)
        {
            if (point.DistanceTo(disc.Centre) < disc.Radius)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The length of a line from one of its ends to where it enters the disc.</summary>
    private static double OutsideOf(DiscGeometry disc, ReadOnlySpan<PointD> line, bool fromStart)
    {
        double length = 0;
        for (int i = 1; i < line.Length; i++)
        {
            PointD here = line[fromStart ? i : line.Length - 1 - i];
            if (here.DistanceTo(disc.Centre) < disc.Radius)
            {
                break;
            }

            length += here.DistanceTo(line[fromStart ? i - 1 : line.Length - i]);
        }

        return length;
    }

    /// <summary>The branches that come from one end of a branch: the highest order, and how many have it.</summary>
    private readonly record struct Meeting(int Highest, int Count)
    {
        public int Order => Count >= 2 ? Highest + 1 : Math.Max(1, Highest);

        public Meeting With(int order) => order > Highest ? new Meeting(order, 1) : order == Highest ? this with { Count = Count + 1 } : this;
    }
}
