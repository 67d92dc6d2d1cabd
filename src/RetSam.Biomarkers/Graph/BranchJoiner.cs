namespace RetSam.Biomarkers.Graph;

/// <summary>Leaves out branches and joins what they parted: a junction left with two branches is none, and they become one.</summary>
internal static class BranchJoiner
{
    /// <summary>Rebuilds the draft without some branches.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="left">One byte a branch; not 0 means that it is left out.</param>
    public static void Rebuild(GraphDraft draft, ReadOnlySpan<byte> left)
    {
        using var kept = new PooledList<DraftEdge>(draft.Edges.Count);
        for (int e = 0; e < draft.Edges.Count; e++)
        {
            if (left[e] == 0)
            {
                kept.Add(draft.Edges[e]);
            }
        }

        using var incidence = new Incidence(draft.Nodes.Count, kept.Items);
        MarkNewEnds(draft, incidence);
        using var walk = new Walk(draft, kept, incidence);
        walk.FollowAll();
        draft.Replace(walk.Edges, walk.Chain);
    }

    private static void MarkNewEnds(GraphDraft draft, Incidence incidence)
    {
        for (int n = 0; n < draft.Nodes.Count; n++)
        {
            ref DraftNode node = ref draft.Nodes[n];
            if (node.Kind == VesselNodeKind.Bifurcation && incidence.DegreeOf(n) == 1)
            {
                // The node's pixel becomes the last of its branch; Walk adds it.
                PointD pixel = draft.Pixels.PointOf(node.Pixel);
                (node.X, node.Y) = (pixel.X, pixel.Y);
            }
        }
    }

    private sealed class Walk : IDisposable
    {
        private readonly GraphDraft _draft;
        private readonly PooledList<DraftEdge> _old;
        private readonly Incidence _incidence;
        private readonly PooledList<byte> _done;

        public Walk(GraphDraft draft, PooledList<DraftEdge> old, Incidence incidence)
        {
            _draft = draft;
            _old = old;
            _incidence = incidence;
            _done = new PooledList<byte>(old.Count);
            _done.Resize(old.Count, 0);
            Edges = new PooledList<DraftEdge>(old.Count);
            Chain = new PooledList<int>(draft.Chain.Count);
        }

        public PooledList<DraftEdge> Edges { get; }

        public PooledList<int> Chain { get; }

        public void FollowAll()
        {
            for (int e = 0; e < _old.Count; e++)
            {
                for (int side = 0; side < 2 && _done[e] == 0; side++)
                {
                    int node = NodeAt(2 * e + side);
                    if (node >= 0 && !IsPassedThrough(node))
                    {
                        Follow(2 * e + side, node);
                    }
                }
            }

            // What is left meets only nodes that are passed through, or none: closed loops.
            for (int e = 0; e < _old.Count; e++)
            {
                if (_done[e] == 0)
                {
                    Follow(2 * e, -1);
                }
            }

            for (int n = 0; n < _draft.Nodes.Count; n++)
            {
                ref DraftNode node = ref _draft.Nodes[n];
                if (node.Kind == VesselNodeKind.Bifurcation && _incidence.DegreeOf(n) == 1)
                {
                    node.Kind = VesselNodeKind.End;
                }
            }
        }

        public void Dispose() => _done.Dispose();

        /// <summary>Follows branches from an end on, through junctions of two, to the next node that stays.</summary>
        private void Follow(int end, int node)
        {
            var edge = new DraftEdge { Node0 = node, Node1 = -1, Start = Chain.Count };
            AddIfNewEnd(node);
            while (true)
            {
                int old = end >> 1;
                _done[old] = 1;
                AddPixels(_draft.PixelsOf(_old[old]), reversed: (end & 1) != 0);
                int arrival = end ^ 1;
                int reached = NodeAt(arrival);
                if (reached < 0)
                {
                    break;
                }

                if (!IsPassedThrough(reached))
                {
                    AddIfNewEnd(reached);
                    edge.Node1 = reached;
                    break;
                }

                Chain.Add(_draft.Nodes[reached].Pixel);
                ReadOnlySpan<int> ends = _incidence.EndsAt(reached);
                end = ends[0] == arrival ? ends[1] : ends[0];
                if (_done[end >> 1] != 0)
                {
                    break; // Back at the start of a closed loop.
                }
            }

            edge.Count = Chain.Count - edge.Start;
            Edges.Add(edge);
        }

        private void AddPixels(ReadOnlySpan<int> pixels, bool reversed)
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                Chain.Add(pixels[reversed ? pixels.Length - 1 - i : i]);
            }
        }

        private void AddIfNewEnd(int node)
        {
            if (node >= 0 && _draft.Nodes[node].Kind == VesselNodeKind.Bifurcation && _incidence.DegreeOf(node) == 1)
            {
                Chain.Add(_draft.Nodes[node].Pixel);
            }
        }

        private int NodeAt(int end) => (end & 1) == 0 ? _old[end >> 1].Node0 : _old[end >> 1].Node1;

        private bool IsPassedThrough(int node) => _draft.Nodes[node].Kind == VesselNodeKind.Bifurcation && _incidence.DegreeOf(node) == 2;
    }
}
