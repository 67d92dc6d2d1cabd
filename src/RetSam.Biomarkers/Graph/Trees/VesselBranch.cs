namespace RetSam.Biomarkers.Graph;

/// <summary>A branch of the graph in its place in a tree. Does not change while the graph lives.</summary>
public sealed class VesselBranch : IReusable<VesselBranch>
{
    private VesselBranch? _firstChild;
    private VesselBranch? _lastChild;
    private VesselBranch? _nextSibling;

    private VesselBranch()
    {
    }

    /// <summary>The stretch of vessel.</summary>
    public VesselEdge Edge { get; private set; } = null!;

    /// <summary>The tree it belongs to.</summary>
    public VesselTree Tree { get; private set; } = null!;

    /// <summary>The branch it comes from; <see langword="null"/> for the tree's root.</summary>
    public VesselBranch? Parent { get; private set; }

    /// <summary>Which way leads outward.</summary>
    public VesselFlow Flow { get; private set; }

    /// <summary>The topological order: 1 for the root and one more behind every bifurcation. A vessel keeps its own through a crossing.</summary>
    public int Generation { get; private set; }

    /// <summary>
    /// The order of Horton and Strahler: 1 for a branch without children; where two or more children of the same highest order meet, the
    /// parent has one more, else it has that highest order.
    /// </summary>
    public int StrahlerOrder { get; internal set; } = 1;

    /// <summary>The way along the vessels from the tree's root, or from the disc's margin, to where this branch begins, in px.</summary>
    public double DistanceFromRoot { get; private set; }

    /// <summary>The branches that come from this one, in the order in which they were reached.</summary>
    public IEnumerable<VesselBranch> Children
    {
        get
        {
            for (VesselBranch? child = _firstChild; child is not null; child = child._nextSibling)
            {
                yield return child;
            }
        }
    }

    /// <summary>Whether the branch leads outward to a node; a loop that returns leads to its one node.</summary>
    /// <exception cref="ArgumentException">The branch does not meet the node.</exception>
    public bool LeadsTo(VesselNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node == Edge.End && Flow != VesselFlow.EndToStart
            || node == Edge.Start && Flow != VesselFlow.StartToEnd
            || (node != Edge.Start && node != Edge.End
                ? throw new ArgumentException($"Branch {Edge.Index} does not meet node {node.Index}.", nameof(node))
                : false);
    }

    static VesselBranch IReusable<VesselBranch>.Create() => new();

    void IReusable<VesselBranch>.Clear()
    {
        (Edge, Tree, Parent) = (null!, null!, null);
        (_firstChild, _lastChild, _nextSibling) = (null, null, null);
        StrahlerOrder = 1;
    }

    /// <summary>Says which branch it is, and adds it to its parent's children.</summary>
    internal void Set(VesselEdge edge, VesselTree tree, VesselBranch? parent, VesselFlow flow, int generation, double distance)
    {
        Edge = edge;
        Tree = tree;
        Parent = parent;
        Flow = flow;
        Generation = generation;
        DistanceFromRoot = distance;
        parent?.Add(this);
    }

    private void Add(VesselBranch child)
    {
        if (_lastChild is null)
        {
            _firstChild = child;
        }
        else
        {
            _lastChild._nextSibling = child;
        }

        _lastChild = child;
    }
}
