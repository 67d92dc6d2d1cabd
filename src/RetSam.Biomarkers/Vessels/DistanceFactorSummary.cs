using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Arc over chord of the branches that are long enough to have a course.</summary>
/// <param name="Count">The number of branches; the rest is 0 when there is none.</param>
/// <param name="Mean">The mean over branches.</param>
/// <param name="Median">The median over branches.</param>
/// <param name="LengthWeighted">The mean weighted with the branches' lengths.</param>
internal sealed record DistanceFactorSummary(int Count, double Mean, double Median, double LengthWeighted)
{
    public const double LeastLength = 10;

    public const double LeastLengthInCalibres = 3;

    public static DistanceFactorSummary Of(VesselGraph graph)
    {
        using var factors = new PooledList<double>(graph.Edges.Count);
        double sum = 0;
        double weighted = 0;
        double length = 0;
        foreach (VesselEdge edge in graph.Edges)
        {
            if (edge.DistanceFactor is { } factor && IsLongEnough(edge))
            {
                factors.Add(factor);
                sum += factor;
                weighted += factor * edge.Length;
                length += edge.Length;
            }
        }

        return factors.Count == 0
            ? new DistanceFactorSummary(0, 0, 0, 0)
            : new DistanceFactorSummary(factors.Count, sum / factors.Count, Order.MedianOf(factors.Items), weighted / length);
    }

    /// <summary>Whether a branch is at least ten pixels and three of its calibres long.</summary>
    public static bool IsLongEnough(VesselEdge edge)
        => edge.Length >= LeastLength && edge.MeanCalibre is { } calibre && edge.Length >= LeastLengthInCalibres * calibre;
}
