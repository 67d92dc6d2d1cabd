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
    private readonly int[] _branchOfEdge;
    private Supply<VesselTree>? _trees = Supply<VesselTree>.Rent();
    private Supply<VesselBranch>? _branches = Supply<VesselBranch>.Rent();

    internal VesselTrees(int edges)
    {
        _branchOfEdge = new int[edges];
        _branchOfEdge.AsSpan().Fill(-1);
    }

    /// <summary>The trees: those that leave the disc in the order of the graph's branches, then the others, nearest first.</summary>
    public IReadOnlyList<VesselTree> Trees => _trees?.Taken ?? [];

    /// <summary>The branches of all trees, each behind the one it comes from.</summary>
    internal List<VesselBranch> Outward => _branches?.Taken ?? [];

    /// <summary>Resolves a graph.</summary>
    /// <param name="graph">The graph of one kind of vessels.</param>
    /// <param name="disc">Where the disc is; without it every part is rooted at its widest free end.</param>
    public static VesselTrees Resolve(VesselGraph graph, DiscGeometry? disc = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using var grower = new TreeGrower(graph, disc);
        return grower.Grow();
    }

    /// <summary>The place of an edge in its tree; <see langword="null"/> when the edge lies in the disc from end to end.</summary>
    /// <param name="edge">An edge of the graph that was resolved.</param>
    public VesselBranch? Find(VesselEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return FindByEdge(edge.Index);
    }

    /// <summary>The place of an edge in its tree, by the edge's number; <see langword="null"/> when it has none.</summary>
    internal VesselBranch? FindByEdge(int edge) => _branchOfEdge[edge] is >= 0 and var branch ? Outward[branch] : null;

    /// <summary>One more tree, at the end of the list; its root is to be set.</summary>
    internal VesselTree Add(bool leavesDisc)
    {
        int index = _trees!.Taken.Count;
        VesselTree tree = _trees.Take();
        tree.Set(index, leavesDisc);
        return tree;
    }

    /// <summary>One more branch of a tree.</summary>
    internal VesselBranch Add(VesselEdge edge, VesselTree tree, VesselBranch? parent, VesselFlow flow, int generation, double distance)
    {
        _branchOfEdge[edge.Index] = _branches!.Taken.Count;
        VesselBranch branch = _branches.Take();
        branch.Set(edge, tree, parent, flow, generation, distance);
        tree.BranchCount++;
        tree.Length += edge.Length;
        return branch;
    }

    /// <summary>Gives trees and branches to other graphs: for an owner who is alone with them.</summary>
    internal void Recycle()
    {
        _trees?.Return();
        _trees = null;
        _branches?.Return();
        _branches = null;
    }
}
