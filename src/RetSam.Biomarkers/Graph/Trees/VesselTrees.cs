namespace RetSam.Biomarkers.Graph;

/// <summary>
/// The branches of a graph resolved into trees from the optic disc outward. Immutable and thread-safe; what the branches' edges show is
/// valid until the graph is disposed.
/// </summary>
/// <remarks>
/// A tree starts with every branch that leaves the disc (its equal-area circle), or ends freely within a quarter of a radius of it, and
/// follows the vessels outward, nearest along the vessel first: at a bifurcation to every branch not reached yet, at a crossing straight
/// on into the branch that continues the vessel. Where branches meet again (a loop), each is reached from the nearer side, and the
/// last is nobody's parent. What no such vessel leads to is rooted at its free end nearest to the disc (without a disc, at the end of
/// its widest branch that ends freely), and a part without any free end at the nearest node, so that every branch is in exactly one tree,
/// except for those that lie in the disc from end to end. Arteries and veins are kept apart by the graph: make one of each mask.
/// </remarks>
public sealed class VesselTrees
{
    private readonly VesselBranch?[] _byEdge;

    internal VesselTrees(IReadOnlyList<VesselTree> trees, VesselBranch?[] byEdge)
    {
        Trees = trees;
        _byEdge = byEdge;
    }

    /// <summary>The trees: those that leave the disc in the order of the graph's branches, then the others, nearest first.</summary>
    public IReadOnlyList<VesselTree> Trees { get; }

    /// <summary>Resolves a graph.</summary>
    /// <param name="graph">The graph of one kind of vessels.</param>
    /// <param name="disc">Where the disc is; without it every part is rooted at its widest free end.</param>
    public static VesselTrees Resolve(VesselGraph graph, DiscGeometry? disc = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new TreeGrower(graph, disc).Grow();
    }

    /// <summary>The place of an edge in its tree; <see langword="null"/> when the edge lies in the disc from end to end.</summary>
    /// <param name="edge">An edge of the graph that was resolved.</param>
    public VesselBranch? Find(VesselEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return _byEdge[edge.Index];
    }
}
