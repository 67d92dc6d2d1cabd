using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Counts of the parts of the vessel graph.</summary>
internal static class TopologyMeasures
{
    private const string Source = "Skeleton graph with spurs pruned; count";

    public static IEnumerable<Measure> For(VesselKind kind) =>
    [
        Of(kind, "endpoints", "endpoints", "Free ends of vessels.", g => g.CountNodes(VesselNodeKind.End)),
        Of(kind, "bifurcations", "bifurcations", "Junctions of three or more branches that are not crossings, nor, where arteries and veins are known, places where a vessel of one kind meets one of the other.", g => g.CountNodes(VesselNodeKind.Bifurcation)),
        Of(
            kind, "crossings", "crossings",
            "Junctions of four branches that continue each other in pairs, in direction (45 degrees) and calibre, or two junctions that do with a bridge between them as long and as narrow as vessels crossing at that angle make it. Where arteries and veins are known, only branches of one kind continue each other, and four of alternating kinds are a crossing at any angle.",
            g => g.CountNodes(VesselNodeKind.Crossing)),
        Of(kind, "components", "components", "8-connected parts of the mask.", g => g.ComponentCount),
    ];

    private static VesselMeasure Of(VesselKind kind, string id, string name, string definition, Func<VesselGraph, int> count)
        => VesselMeasure.Of(
            kind, "topology." + id, name, definition, "1", Source,
            (context, which) => MeasureOutcome.Of(count(context.GetVesselGraph(which)!)));
}
