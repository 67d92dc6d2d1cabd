using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>A branch, or the stretch of one that lies in a sector: its samples, and where between samples it starts and ends.</summary>
internal readonly ref struct BranchPiece
{
    private readonly bool _returns;

    private BranchPiece(VesselEdge edge, Range samples, PointD start, PointD end, double length, bool isClosed, bool returns)
    {
        Centreline = edge.Centreline[samples];
        Calibres = edge.Calibres[samples];
        Curvatures = edge.Curvatures[samples];
        Start = start;
        End = end;
        Length = length;
        IsClosed = isClosed;
        _returns = returns;
        if (Calibres.Length == edge.Calibres.Length)
        {
            CalibreCount = edge.CalibreCount;
            MeanCalibre = edge.MeanCalibre ?? 0;
            return;
        }

        foreach (double calibre in Calibres)
        {
            if (!double.IsNaN(calibre))
            {
                MeanCalibre += calibre;
                CalibreCount++;
            }
        }

        MeanCalibre /= Math.Max(1, CalibreCount);
    }

    /// <summary>The samples; empty for a piece between two samples.</summary>
    public ReadOnlySpan<PointD> Centreline { get; }

    /// <summary>The calibre at each sample in px; NaN where there is none.</summary>
    public ReadOnlySpan<double> Calibres { get; }

    /// <summary>The curvature at each sample in px-1.</summary>
    public ReadOnlySpan<double> Curvatures { get; }

    /// <summary>Where the piece starts: its first sample, or a place on the sector's border at most a sample before.</summary>
    public PointD Start { get; }

    /// <summary>Where the piece ends.</summary>
    public PointD End { get; }

    /// <summary>The length in px, from <see cref="Start"/> to <see cref="End"/>.</summary>
    public double Length { get; }

    /// <summary>Whether the last sample is followed by the first.</summary>
    public bool IsClosed { get; }

    /// <summary>The number of samples with a calibre.</summary>
    public int CalibreCount { get; }

    /// <summary>Their mean in px; 0 when there is none.</summary>
    public double MeanCalibre { get; }

    /// <summary>Arc over chord, at least 1; <see langword="null"/> for a branch that comes back to where it starts.</summary>
    public double? DistanceFactor => !_returns && Start.DistanceTo(End) is var chord && chord >= 1 ? Math.Max(1, Length / chord) : null;

    /// <summary>Whether the piece has a course: at least ten pixels and three of its calibres of length.</summary>
    public bool IsLongEnough
        => Length >= DistanceFactorSummary.LeastLength && CalibreCount > 0 && Length >= DistanceFactorSummary.LeastLengthInCalibres * MeanCalibre;

    /// <summary>A branch from node to node, or all around.</summary>
    public static BranchPiece Whole(VesselEdge edge)
        => new(edge, Range.All, edge.Centreline[0], edge.Centreline[^1], edge.Length, edge.IsClosed, edge.Start == edge.End);

    /// <summary>A stretch of a branch.</summary>
    /// <param name="edge">The branch.</param>
    /// <param name="samples">The samples in the stretch.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="length">Its length in px.</param>
    public static BranchPiece Part(VesselEdge edge, Range samples, PointD start, PointD end, double length)
        => new(edge, samples, start, end, length, isClosed: false, returns: false);
}
