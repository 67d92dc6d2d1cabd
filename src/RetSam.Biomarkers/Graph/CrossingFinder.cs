namespace RetSam.Biomarkers.Graph;

/// <summary>Two branches that continue each other through a crossing, by their ends (see <see cref="Incidence"/>).</summary>
internal readonly record struct Continuation(int End0, int End1);

/// <summary>
/// Tells crossings from bifurcations. Two vessels that cross make one junction of four branches, or, when they are wide or cross at an
/// acute angle, two junctions with a bridge between them: the stretch over which they lie on each other. In both cases the four branches
/// continue each other in pairs (<see cref="Passage"/>), and each pair parts the other.
/// </summary>
/// <remarks>
/// Two bifurcations close to each other are no crossing: side branches of one vessel do not lie in line with each other. Nor are two
/// vessels that touch and part again, which stay on their sides; where both are as wide, so that either could be the other, the bridge
/// tells: where vessels cross it is as wide as one of them in its middle. Where arteries and veins are known, branches of different
/// kinds are not paired, and four branches of alternating kinds are a crossing at any angle.
/// </remarks>
internal sealed class CrossingFinder : IDisposable
{
    /// <summary>A short bridge, in calibres at the junctions: that of two equal vessels which cross at about 45 degrees.</summary>
    private const double ShortBridge = 1.25;

    /// <summary>The longest bridge that is looked at, in the same and in px: that of vessels which cross at 12 degrees.</summary>
    private const double LongestBridge = 6;

    private const double LongestGap = 12;

    /// <summary>How much longer, in px by the sine of half the angle, a bridge may be than vessels of these widths make it.</summary>
    private const double LengthSlack = 2;

    /// <summary>How much wider the bridge's waist may be than vessels that cross make it, and in px.</summary>
    private const double WidestWaist = 1.15;

    private const double WaistSlack = 2;

    /// <summary>The misfit of a crossing that only the kinds of its branches tell, above that of any other.</summary>
    private const double ByKindOnly = 2;

    private readonly GraphDraft _draft;
    private readonly PooledList<Continuation> _found;
    private readonly PooledList<byte> _left = new();
    private readonly PooledList<BranchHeading> _headings = new();

    private CrossingFinder(GraphDraft draft, PooledList<Continuation> found)
    {
        _draft = draft;
        _found = found;
        _left.Resize(draft.Edges.Count, 0);
        _headings.Resize(2 * draft.Edges.Count, default);
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

    public void Dispose()
    {
        _left.Dispose();
        _headings.Dispose();
    }

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
            double least = Passage.None;
            for (int partner = 1; partner < 4; partner++)
            {
                (int other0, int other1) = Others(partner);
                Passage a = PassageOf(incidence, ends[0], ends[partner]);
                Passage b = PassageOf(incidence, ends[other0], ends[other1]);
                double misfit = OrByKind(a, b, Math.Max(a.Misfit(), b.Misfit()));
                if (misfit < least)
                {
                    least = misfit;
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
        using var bridges = new PooledList<Bridge>();
        for (int e = 0; e < _draft.Edges.Count; e++)
        {
            ref readonly DraftEdge edge = ref _draft.Edges[e];
            if (edge.Node0 >= 0 && edge.Node0 != edge.Node1 && incidence.DegreeOf(edge.Node0) == 3 && incidence.DegreeOf(edge.Node1) == 3)
            {
                AddIfCrossing(incidence, e, bridges);
            }
        }

        // The best first; of equals, the first in the order of branches. Nothing is changed before all are judged.
        bridges.Items.Sort();
        foreach (Bridge bridge in bridges.Items)
        {
            ref readonly DraftEdge edge = ref _draft.Edges[bridge.Edge];
            if (_draft.Nodes[edge.Node0].Kind == VesselNodeKind.Bifurcation && _draft.Nodes[edge.Node1].Kind == VesselNodeKind.Bifurcation)
            {
                MakeCrossing(incidence, bridge);
            }
        }
    }

    private void AddIfCrossing(Incidence incidence, int bridge, PooledList<Bridge> bridges)
    {
        DraftEdge edge = _draft.Edges[bridge];
        double calibre = _draft.Nodes[edge.Node0].Radius + _draft.Nodes[edge.Node1].Radius;
        double length = _draft.LengthOf(edge);
        if (length > LongestBridge * calibre + LongestGap)
        {
            return;
        }

        (int a0, int a1) = Arms(incidence.EndsAt(edge.Node0), bridge);
        (int b0, int b1) = Arms(incidence.EndsAt(edge.Node1), bridge);
        if (a0 >> 1 == b0 >> 1 || a0 >> 1 == b1 >> 1 || a1 >> 1 == b0 >> 1 || a1 >> 1 == b1 >> 1 || a0 >> 1 == a1 >> 1 || b0 >> 1 == b1 >> 1)
        {
            return; // A hole in a vessel, not two vessels.
        }

        (Passage a0b0, Passage a1b1) = (PassageOf(incidence, a0, b0), PassageOf(incidence, a1, b1));
        (Passage a0b1, Passage a1b0) = (new Passage(a0b0.From, a1b1.To), new Passage(a1b1.From, a0b0.To));
        double straight = MisfitOver(a0b0, a1b1, bridge, Math.Min(a0b1.Turn, a1b0.Turn));
        double swapped = MisfitOver(a0b1, a1b0, bridge, Math.Min(a0b0.Turn, a1b1.Turn));
        if (Math.Min(straight, swapped) < Passage.None)
        {
            bridges.Add(new Bridge(Math.Min(straight, swapped), bridge, swapped < straight));
        }
    }

    /// <summary>How far four branches are from two vessels that cross over a bridge.</summary>
    /// <param name="a">The branches of the one vessel.</param>
    /// <param name="b">The branches of the other.</param>
    /// <param name="bridge">The bridge.</param>
    /// <param name="otherTurn">The turn of the straighter vessel if the branches belong together the other way.</param>
    private double MisfitOver(Passage a, Passage b, int bridge, double otherTurn)
    {
        if (!a.IsCrossedBy(b) || !b.IsCrossedBy(a))
        {
            return Passage.None;
        }

        DraftEdge edge = _draft.Edges[bridge];
        double length = _draft.LengthOf(edge);
        bool isShort = length <= ShortBridge * (_draft.Nodes[edge.Node0].Radius + _draft.Nodes[edge.Node1].Radius) + 1;
        bool isTwoBranchesOfAStraightVessel = !isShort && Math.Max(a.Turn, b.Turn) >= otherTurn;
        return OrByKind(
            a, b, !isTwoBranchesOfAStraightVessel && IsOverlap(edge, length, isShort, a, b)
                ? Math.Max(a.MisfitOverBridge(isShort), b.MisfitOverBridge(isShort))
                : Passage.None);
    }

    /// <summary>Whether a bridge is as long and as narrow as the stretch over which two vessels lie on each other that cross at that angle.</summary>
    private bool IsOverlap(in DraftEdge bridge, double length, bool isShort, Passage a, Passage b)
    {
        // Vessels lie on each other over the sum of their half widths by the sine of half the angle, and a bit more where the gap
        // between them is narrower than a pixel; in the middle they are as wide as the wider by the cosine of half the angle.
        double sine = a.SineOfHalfAngleTo(b);
        return (isShort || length * sine <= a.Radius + b.Radius + LengthSlack)
            && WaistOf(bridge) <= WidestWaist * 2 * Math.Max(a.Radius, b.Radius) / Math.Sqrt(1 - sine * sine) + WaistSlack;
    }

    /// <summary>The misfit, or that of branches of alternating kinds, which cross whatever their directions are.</summary>
    private static double OrByKind(Passage a, Passage b, double misfit)
        => misfit < Passage.None ? misfit
            : a.IsOfOneKind && b.IsOfOneKind && a.From.Kind != b.From.Kind && a.IsCrossedBy(b) && b.IsCrossedBy(a) ? ByKindOnly
            : Passage.None;

    private Passage PassageOf(Incidence incidence, int from, int to)
        => new(HeadingOf(incidence, from), HeadingOf(incidence, to));

    /// <summary>The heading of a branch's end, which several judgements ask for; none is asked for once a branch has been changed.</summary>
    private BranchHeading HeadingOf(Incidence incidence, int end)
    {
        ref BranchHeading heading = ref _headings[end];
        if (heading.Radius == 0)
        {
            heading = BranchHeading.Of(_draft, incidence, end);
        }

        return heading;
    }

    /// <summary>
    /// The calibre at the narrowest place of a bridge's middle half. Towards its ends it says nothing: the skeleton runs on into the
    /// corner where two vessels part.
    /// </summary>
    private double WaistOf(in DraftEdge edge)
    {
        ReadOnlySpan<int> pixels = _draft.PixelsOf(edge);
        double least = double.MaxValue;
        foreach (int pixel in pixels[(pixels.Length / 4)..(pixels.Length - pixels.Length / 4)])
        {
            least = Math.Min(least, _draft.Pixels.RadiusOf(pixel));
        }

        return 2 * least;
    }

    private void MakeCrossing(Incidence incidence, Bridge bridge)
    {
        int node0 = _draft.Edges[bridge.Edge].Node0;
        int node1 = _draft.Edges[bridge.Edge].Node1;
        (int a0, int a1) = Arms(incidence.EndsAt(node0), bridge.Edge);
        (int b0, int b1) = Arms(incidence.EndsAt(node1), bridge.Edge);
        TrimToBlob(a0, node0);
        TrimToBlob(a1, node0);
        TrimToBlob(b0, node1);
        TrimToBlob(b1, node1);
        Merge(node0, node1, bridge.Edge, b0, b1);
        Add(node0, a0, bridge.IsSwapped ? b1 : b0, a1, bridge.IsSwapped ? b0 : b1);
    }

    /// <summary>
    /// Cuts off the pixels of a branch as far as a calibre from a junction, where the skeleton of vessels that part bends from its own into
    /// the middle of both: from there on the branch is led straight to the crossing.
    /// </summary>
    private void TrimToBlob(int end, int node)
    {
        ref DraftEdge edge = ref _draft.Edges[end >> 1];
        bool atEnd = (end & 1) != 0;
        while (edge.Count > 2)
        {
            PointD pixel = _draft.Pixels.PointOf(_draft.Chain[atEnd ? edge.Start + edge.Count - 1 : edge.Start]);
            if (PixelDistance.Between(_draft.Nodes[node].Position, pixel) >= 2 * _draft.Nodes[node].Radius)
            {
                return;
            }

            edge.Start += atEnd ? 0 : 1;
            edge.Count--;
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

    /// <summary>A bridge that makes its junctions a crossing, and whether the second branch at its end continues the first at its start. Sorted by misfit.</summary>
    private readonly record struct Bridge(double Misfit, int Edge, bool IsSwapped) : IComparable<Bridge>
    {
        public int CompareTo(Bridge other) => (Misfit, Edge).CompareTo((other.Misfit, other.Edge));
    }
}
