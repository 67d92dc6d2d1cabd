using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>Curvature along the branches that are long enough to have a course.</summary>
/// <param name="Length">Their length in px; the rest is 0 when there is none.</param>
/// <param name="TotalSquared">The integral of squared curvature along them, in px-1.</param>
/// <param name="Inflections">How often the line turns from one side to the other.</param>
/// <param name="Density">The length-weighted mean of the branches' tortuosity densities (Grisan 2008), in px-1.</param>
internal sealed record CurvatureSummary(double Length, double TotalSquared, int Inflections, double Density)
{
    /// <summary>A turn to the other side counts from this angle on: less is the unrest of pixels. In radians, so that it does not depend on scale.</summary>
    private const double LeastTurn = 0.1;

    public static CurvatureSummary Of(VesselGraph graph)
    {
        using var tally = new Tally();
        foreach (VesselEdge edge in graph.EdgeList)
        {
            tally.Add(BranchPiece.Whole(edge));
        }

        return tally.Summarize();
    }

    private static double SquaredCurvatureOf(BranchPiece piece)
    {
        double sum = 0;
        foreach (double curvature in piece.Curvatures)
        {
            sum += curvature * curvature;
        }

        return sum / piece.Curvatures.Length * piece.Length;
    }

    /// <summary>The samples where turn curves start, the first sample among them: where the line begins to turn to the other side.</summary>
    private static void FindTurnCurves(BranchPiece piece, PooledList<int> starts)
    {
        ReadOnlySpan<double> curvatures = piece.Curvatures;
        double step = piece.Length / Math.Max(1, curvatures.Length - (piece.IsClosed ? 0 : 1));
        starts.Clear();
        starts.Add(0);
        int side = 0;
        double turned = 0;
        int since = 0;
        for (int i = 0; i < curvatures.Length; i++)
        {
            int sign = Math.Sign(curvatures[i]);
            if (sign == side || sign == 0)
            {
                turned = 0;
                since = i + 1;
                continue;
            }

            turned += Math.Abs(curvatures[i]) * step;
            if (turned < LeastTurn)
            {
                continue;
            }

            if (side != 0)
            {
                starts.Add(since);
            }

            side = sign;
            turned = 0;
        }
    }

    /// <summary>(n - 1) / L times the sum of arc over chord less one over the turn curves.</summary>
    private static double DensityOf(BranchPiece piece, ReadOnlySpan<int> starts)
    {
        if (piece.IsClosed)
        {
            return 0;
        }

        ReadOnlySpan<PointD> line = piece.Centreline;
        double sum = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int end = i + 1 < starts.Length ? starts[i + 1] : line.Length - 1;
            double arc = 0;
            for (int j = starts[i]; j < end; j++)
            {
                arc += PixelDistance.Between(line[j], line[j + 1]);
            }

            double chord = line[starts[i]].DistanceTo(line[end]);
            sum += chord > 0 ? arc / chord - 1 : 0;
        }

        return (starts.Length - 1) * sum / piece.Length;
    }

    /// <summary>Adds up curvature, piece by piece.</summary>
    public sealed class Tally : IDisposable
    {
        private readonly PooledList<int> _starts = new();
        private double _length;
        private double _squared;
        private double _density;
        private int _inflections;

        public void Add(BranchPiece piece)
        {
            if (!piece.IsLongEnough)
            {
                return;
            }

            _squared += SquaredCurvatureOf(piece);
            _length += piece.Length;
            FindTurnCurves(piece, _starts);
            _inflections += _starts.Count - 1;
            _density += DensityOf(piece, _starts.Items) * piece.Length;
        }

        public CurvatureSummary Summarize()
            => _length > 0 ? new CurvatureSummary(_length, _squared, _inflections, _density / _length) : new CurvatureSummary(0, 0, 0, 0);

        public void Dispose() => _starts.Dispose();
    }
}
