namespace RetSam.Biomarkers.Graph;

/// <summary>
/// A branch: a stretch of vessel between two nodes, or a closed loop. Its samples lie about one pixel apart along the smoothed
/// centreline, from <see cref="Start"/> to <see cref="End"/>. Does not change while its <see cref="VesselGraph"/> lives; the spans are valid until that is disposed.
/// </summary>
public sealed class VesselEdge : IReusable<VesselEdge>
{
    private VesselGraph _graph = null!;
    private EdgeRange _range;

    private VesselEdge()
    {
    }

    /// <summary>The place in <see cref="VesselGraph.Edges"/>.</summary>
    public int Index { get; private set; }

    /// <summary>The node where the branch starts; <see langword="null"/> for a closed loop that meets no node.</summary>
    public VesselNode? Start { get; private set; }

    /// <summary>The node where the branch ends; <see langword="null"/> for a closed loop that meets no node.</summary>
    public VesselNode? End { get; private set; }

    /// <summary>Whether the branch is a closed loop that meets no node; its last sample is followed by its first.</summary>
    public bool IsClosed => Start is null;

    /// <summary>The smoothed centreline in source pixels; at least two points.</summary>
    public ReadOnlySpan<PointD> Centreline => _graph.Points.Items.Slice(_range.FirstSample, _range.SampleCount);

    /// <summary>The calibre at each sample in pixels; NaN where it cannot be measured: near junctions and ends, and where a wall is missing.</summary>
    public ReadOnlySpan<double> Calibres => _graph.Calibres.Items.Slice(_range.FirstSample, _range.SampleCount);

    /// <summary>The signed curvature at each sample in px-1: positive where the line turns clockwise as seen on the screen (from x towards y).</summary>
    public ReadOnlySpan<double> Curvatures => _graph.Curvatures.Items.Slice(_range.FirstSample, _range.SampleCount);

    /// <summary>The number of skeleton pixels the branch was made from.</summary>
    public int PixelCount => _range.PixelCount;

    /// <summary>The length of the smoothed centreline in pixels; for a closed loop, once around.</summary>
    public double Length => _range.Length;

    /// <summary>The distance from the first to the last sample in pixels; 0 for a closed loop.</summary>
    public double Chord => IsClosed ? 0 : Centreline[0].DistanceTo(Centreline[^1]);

    /// <summary>Arc over chord, at least 1; <see langword="null"/> for closed loops and for branches that come back to the node, or to within a pixel of the place, where they start.</summary>
    public double? DistanceFactor => Start != End && Chord is var chord && chord >= 1 ? Math.Max(1, Length / chord) : null;

    /// <summary>The mean calibre over the samples where it could be measured, in pixels; <see langword="null"/> when there is none.</summary>
    public double? MeanCalibre => _range.CalibreCount > 0 ? _range.MeanCalibre : null;

    /// <summary>
    /// The share of arteries in 0..1 among the branch's skeleton pixels of one known kind; <see langword="null"/> where none is, or when the graph was
    /// made without <see cref="VesselGraphOptions.Artery"/> and <see cref="VesselGraphOptions.Vein"/>. Pixels where both pass do not count.
    /// </summary>
    public double? ArteryFraction => _range.ArteryPixels + _range.VeinPixels is > 0 and var known ? (double)_range.ArteryPixels / known : null;

    /// <summary>The number of samples with a calibre.</summary>
    public int CalibreCount => _range.CalibreCount;

    /// <summary>One of the skeleton's pixels, in order from start to end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public (int X, int Y) GetPixel(int i)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, _range.PixelCount);
        (int y, int x) = Math.DivRem(_graph.Pixels[_range.FirstPixel + i], _graph.Width);
        return (x, y);
    }

    /// <summary>The node at the other end; the same node for a branch that returns.</summary>
    /// <exception cref="ArgumentException">The branch does not meet the node.</exception>
    public VesselNode GetOther(VesselNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node == Start ? End!
            : node == End ? Start!
            : throw new ArgumentException($"Branch {Index} does not meet node {node.Index}.", nameof(node));
    }

    static VesselEdge IReusable<VesselEdge>.Create() => new();

    void IReusable<VesselEdge>.Clear() => (_graph, Start, End) = (null!, null, null);

    /// <summary>Says which branch it is.</summary>
    internal void Set(VesselGraph graph, int index, VesselNode? start, VesselNode? end, EdgeRange range)
    {
        _graph = graph;
        _range = range;
        Index = index;
        Start = start;
        End = end;
    }
}

/// <summary>Where a branch's samples and pixels lie in the graph's lists, and what was summed over them.</summary>
internal struct EdgeRange
{
    public int FirstSample;
    public int SampleCount;
    public int FirstPixel;
    public int PixelCount;
    public double Length;
    public double MeanCalibre;
    public int CalibreCount;
    public int ArteryPixels;
    public int VeinPixels;
}
