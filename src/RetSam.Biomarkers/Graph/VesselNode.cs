namespace RetSam.Biomarkers.Graph;

/// <summary>A place where vessels end, part or cross. Immutable; belongs to a <see cref="VesselGraph"/>.</summary>
public sealed class VesselNode
{
    private readonly VesselEdge[] _edges;
    private VesselContinuation[] _continuations = [];
    private int _met;

    internal VesselNode(int index, VesselNodeKind kind, PointD position, double radius, int degree)
    {
        _edges = degree == 0 ? [] : new VesselEdge[degree];
        Index = index;
        Kind = kind;
        Position = position;
        Radius = radius;
    }

    /// <summary>The place in <see cref="VesselGraph.Nodes"/>.</summary>
    public int Index { get; }

    /// <summary>What the node is.</summary>
    public VesselNodeKind Kind { get; }

    /// <summary>Where it is, in source pixels: an end's last pixel, the middle of a junction's pixels, the middle between the two junctions of a crossing.</summary>
    public PointD Position { get; }

    /// <summary>Half the calibre at the node in pixels: how far the vessels' walls are from it. Calibre is not measured nearer than this to a junction.</summary>
    public double Radius { get; }

    /// <summary>The branches that meet here; a branch that leaves and returns is listed twice.</summary>
    public IReadOnlyList<VesselEdge> Edges => _edges;

    /// <summary>How many branch ends meet here.</summary>
    public int Degree => _edges.Length;

    /// <summary>At a crossing, the two pairs of branches that are one vessel; else empty.</summary>
    public IReadOnlyList<VesselContinuation> Continuations => _continuations;

    /// <summary>The same branches, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<VesselEdge> EdgesHere => _edges;

    /// <summary>The same pairs, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<VesselContinuation> Pairs => _continuations;

    internal void Add(VesselEdge edge) => _edges[_met++] = edge;

    internal void Add(VesselContinuation continuation) => _continuations = [.. _continuations, continuation];
}

/// <summary>Two branches that are one vessel passing through a crossing.</summary>
/// <param name="First">One branch.</param>
/// <param name="Second">The branch that continues it on the other side.</param>
public readonly record struct VesselContinuation(VesselEdge First, VesselEdge Second);
