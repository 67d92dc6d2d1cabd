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
        using var tally = new Tally();
        foreach (VesselEdge edge in graph.EdgeList)
        {
            tally.Add(BranchPiece.Whole(edge));
        }

        return tally.Summarize();
    }

    /// <summary>Collects distance factors, piece by piece.</summary>
    public sealed class Tally : IDisposable
    {
        private readonly PooledList<double> _factors = new();
        private double _sum;
        private double _weighted;
        private double _length;

        public void Add(BranchPiece piece)
        {
            if (piece.IsLongEnough && piece.DistanceFactor is { } factor)
            {
                _factors.Add(factor);
                _sum += factor;
                _weighted += factor * piece.Length;
                _length += piece.Length;
            }
        }

        public DistanceFactorSummary Summarize() => _factors.Count == 0
            ? new DistanceFactorSummary(0, 0, 0, 0)
            : new DistanceFactorSummary(_factors.Count, _sum / _factors.Count, Order.MedianOf(_factors.Items), _weighted / _length);

        public void Dispose() => _factors.Dispose();
    }
}
