namespace RetSam.Biomarkers.Graph;

/// <summary>One vessel that leaves the optic disc, or a part that does not reach it, with everything that branches off it. Does not change while the graph lives.</summary>
public sealed class VesselTree : IReusable<VesselTree>
{
    private VesselTree()
    {
    }

    /// <summary>The place in <see cref="VesselTrees.Trees"/>.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the root leaves the disc. Where it does not, the tree is a part that hangs on nothing, and its root was chosen.</summary>
    public bool LeavesDisc { get; private set; }

    /// <summary>The branch that everything else comes from.</summary>
    public VesselBranch Root { get; internal set; } = null!;

    /// <summary>The number of branches.</summary>
    public int BranchCount { get; internal set; }

    /// <summary>The sum of the branches' lengths in px.</summary>
    public double Length { get; internal set; }

    static VesselTree IReusable<VesselTree>.Create() => new();

    void IReusable<VesselTree>.Clear() => Root = null!;

    /// <summary>Says which tree it is; it has no branch yet.</summary>
    internal void Set(int index, bool leavesDisc)
    {
        Index = index;
        LeavesDisc = leavesDisc;
        BranchCount = 0;
        Length = 0;
    }
}
