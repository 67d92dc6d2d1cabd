using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>What one kind of vessels does in one sector.</summary>
/// <param name="Length">The length of the centrelines inside it, in px.</param>
/// <param name="Calibres">Calibre over the samples inside it.</param>
/// <param name="DistanceFactors">Arc over chord of the pieces inside it.</param>
/// <param name="Curvatures">Curvature along the pieces inside it.</param>
internal sealed record SectorVessels(double Length, CalibreSummary Calibres, DistanceFactorSummary DistanceFactors, CurvatureSummary Curvatures)
{
    /// <summary>Measures all sectors in one pass over a graph; the results are indexed by <see cref="Sector"/>.</summary>
    public static SectorVessels[] Of(VesselGraph graph, SectorDivision division)
    {
        using var clipper = new SectorClipper(division);
        foreach (VesselEdge edge in graph.EdgeList)
        {
            clipper.Add(edge);
        }

        return clipper.Summarize();
    }
}
