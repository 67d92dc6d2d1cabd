using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <content>What measures of topology share.</content>
public sealed partial class MeasureContext
{
    private readonly VesselTrees?[] _trees = new VesselTrees?[VesselKinds];
    private readonly BifurcationSummary?[] _bifurcations = new BifurcationSummary?[VesselKinds];

    /// <summary>The trees of a kind of vessels from the disc outward; <see langword="null"/> when there is no mask. Valid while the context is.</summary>
    public VesselTrees? GetVesselTrees(VesselKind kind)
        => _trees[(int)kind] ??= GetVesselGraph(kind) is { } graph ? VesselTrees.Resolve(graph, Disc) : null;

    /// <summary>How vessels part; the mask is there.</summary>
    internal BifurcationSummary GetBifurcations(VesselKind kind)
        => _bifurcations[(int)kind] ??= BifurcationSummary.Of(GetVesselGraph(kind)!, GetVesselTrees(kind)!, Disc);
}
