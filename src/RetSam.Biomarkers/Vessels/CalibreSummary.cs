using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Calibre over centreline samples.</summary>
/// <param name="Count">The number of samples with a calibre; the rest is 0 when there is none.</param>
/// <param name="Mean">The mean over samples, in px.</param>
/// <param name="Median">The median over samples, in px.</param>
/// <param name="Deviation">The standard deviation over samples, in px; 0 for one sample.</param>
/// <param name="LengthWeighted">The mean of the branches' mean calibres, weighted with their lengths, in px.</param>
internal sealed record CalibreSummary(int Count, double Mean, double Median, double Deviation, double LengthWeighted)
{
    public static CalibreSummary Of(VesselGraph graph)
    {
        using var tally = new Tally();
        foreach (VesselEdge edge in graph.EdgeList)
        {
            tally.Add(BranchPiece.Whole(edge));
        }

        return tally.Summarize();
    }

    /// <summary>Collects calibres, piece by piece.</summary>
    public sealed class Tally : IDisposable
    {
        private readonly PooledList<double> _all = new(1024);
        private double _weighted;
        private double _length;

        public void Add(BranchPiece piece)
        {
            if (piece.CalibreCount == 0)
            {
                return;
            }

            _weighted += piece.MeanCalibre * piece.Length;
            _length += piece.Length;
            foreach (double calibre in piece.Calibres)
            {
                if (!double.IsNaN(calibre))
                {
                    _all.Add(calibre);
                }
            }
        }

        public CalibreSummary Summarize()
        {
            Span<double> all = _all.Items;
            if (all.IsEmpty || _length <= 0)
            {
                return new CalibreSummary(0, 0, 0, 0, 0);
            }

            (double mean, double deviation) = Order.MeanAndDeviationOf(all);
            return new CalibreSummary(all.Length, mean, Order.MedianOf(all), deviation, _weighted / _length);
        }

        public void Dispose() => _all.Dispose();
    }
}
