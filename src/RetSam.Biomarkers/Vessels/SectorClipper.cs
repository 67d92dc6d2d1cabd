using System.Numerics;
using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>
/// Cuts branches where they cross the borders of sectors, between samples, and adds up the pieces of each sector. What one sector
/// loses at a border the next one gains, so that quadrants sum to the whole.
/// </summary>
internal sealed class SectorClipper : IDisposable
{
    private readonly SectorDivision _division;
    private readonly SectorTally[] _tallies = new SectorTally[Sectors.Count];

    public SectorClipper(SectorDivision division)
    {
        _division = division;
        for (int i = 0; i < _tallies.Length; i++)
        {
            _tallies[i] = new SectorTally();
        }
    }

    public void Add(VesselEdge edge)
    {
        ReadOnlySpan<PointD> line = edge.Centreline;
        SectorPlace first = _division.Locate(line[0]);
        foreach (SectorTally tally in Of(first.Sectors))
        {
            tally.Open(0, line[0], 0);
        }

        SectorPlace here = first;
        int everywhere = first.Sectors;
        int segments = edge.IsClosed ? line.Length : line.Length - 1;
        double along = 0;
        for (int i = 0; i < segments; i++)
        {
            PointD next = line[i + 1 < line.Length ? i + 1 : 0];
            SectorPlace there = _division.Locate(next);
            double length = PixelDistance.Between(line[i], next);
            if (there.Sectors != here.Sectors)
            {
                everywhere &= there.Sectors;
                Cross(edge, i, here, there, next, along, length);
            }

            here = there;
            along += length;
        }

        foreach (SectorTally tally in Of(here.Sectors & everywhere))
        {
            tally.AddWhole(edge);
        }

        foreach (SectorTally tally in Of(here.Sectors & ~everywhere))
        {
            tally.Close(edge, line.Length, line[edge.IsClosed ? 0 : ^1], along);
        }
    }

    public SectorVessels[] Summarize() => Array.ConvertAll(_tallies, t => t.Summarize());

    public void Dispose()
    {
        foreach (SectorTally tally in _tallies)
        {
            tally.Dispose();
        }
    }

    /// <summary>Closes the pieces of sectors that the segment after a sample leaves and opens those of sectors that it enters.</summary>
    private void Cross(VesselEdge edge, int sample, SectorPlace here, SectorPlace there, PointD next, double along, double length)
    {
        PointD from = edge.Centreline[sample];
        int changed = here.Sectors ^ there.Sectors;
        for (; changed != 0; changed &= changed - 1)
        {
            var sector = (Sector)BitOperations.TrailingZeroCount(changed);
            double part = _division.FindBorder(sector, here, there);
            PointD border = from + (next - from) * part;
            if (here.IsIn(sector))
            {
                _tallies[(int)sector].Close(edge, sample + 1, border, along + part * length);
            }
            else
            {
                _tallies[(int)sector].Open(sample + 1, border, along + part * length);
            }
        }

        if (SectorDivision.FindCorner(here, there) is { } corner)
        {
            _tallies[(int)corner.Sector].AddLength(corner.Part * length);
        }
    }

    private TallyEnumerator Of(int sectors) => new(_tallies, sectors);

    /// <summary>Goes through the tallies of the sectors whose bits are set.</summary>
    private ref struct TallyEnumerator(SectorTally[] tallies, int sectors)
    {
        private int _left = sectors;

        public SectorTally Current { get; private set; } = tallies[0];

        public readonly TallyEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            Current = tallies[BitOperations.TrailingZeroCount(_left)];
            _left &= _left - 1;
            return true;
        }
    }

    /// <summary>The sums of one sector, and the piece that is being followed through it.</summary>
    private sealed class SectorTally : IDisposable
    {
        private readonly CalibreSummary.Tally _calibres = new();
        private readonly DistanceFactorSummary.Tally _distanceFactors = new();
        private readonly CurvatureSummary.Tally _curvatures = new();
        private double _length;
        private int _firstSample;
        private PointD _start;
        private double _startAlong;

        public void Open(int sample, PointD start, double along)
        {
            _firstSample = sample;
            _start = start;
            _startAlong = along;
        }

        public void Close(VesselEdge edge, int endSample, PointD end, double along)
            => Add(BranchPiece.Part(edge, _firstSample..endSample, _start, end, along - _startAlong));

        public void AddWhole(VesselEdge edge) => Add(BranchPiece.Whole(edge));

        public void AddLength(double length) => _length += length;

        public SectorVessels Summarize() => new(_length, _calibres.Summarize(), _distanceFactors.Summarize(), _curvatures.Summarize());

        public void Dispose()
        {
            _calibres.Dispose();
            _distanceFactors.Dispose();
            _curvatures.Dispose();
        }

        private void Add(BranchPiece piece)
        {
            _length += piece.Length;
            _calibres.Add(piece);
            _distanceFactors.Add(piece);
            _curvatures.Add(piece);
        }
    }
}
