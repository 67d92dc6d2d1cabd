using System.Runtime.InteropServices;

namespace RetSam.Biomarkers.Graph;

/// <summary>A place where vessels end, part or cross. Belongs to a <see cref="VesselGraph"/> and does not change while that lives.</summary>
public sealed class VesselNode : IReusable<VesselNode>
{
    private readonly List<VesselEdge> _edges = [];
    private List<VesselContinuation>? _continuations;

    private VesselNode()
    {
    }

    /// <summary>The place in <see cref="VesselGraph.Nodes"/>.</summary>
    public int Index { get; private set; }

    /// <summary>What the node is.</summary>
    public VesselNodeKind Kind { get; private set; }

    /// <summary>Where it is, in source pixels: an end's last pixel, the middle of a junction's pixels, the middle between the two junctions of a crossing.</summary>
    public PointD Position { get; private set; }

    /// <summary>Half the calibre at the node in pixels: how far the vessels' walls are from it. Calibre is not measured nearer than this to a junction.</summary>
    public double Radius { get; private set; }

    /// <summary>The branches that meet here; a branch that leaves and returns is listed twice.</summary>
    public IReadOnlyList<VesselEdge> Edges => _edges;

    /// <summary>How many branch ends meet here.</summary>
    public int Degree => _edges.Count;

    /// <summary>At a crossing, the two pairs of branches that are one vessel; at a contact, the one pair or two; else empty.</summary>
    public IReadOnlyList<VesselContinuation> Continuations => _continuations ?? [];

    /// <summary>The same branches, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<VesselEdge> EdgesHere => CollectionsMarshal.AsSpan(_edges);

    /// <summary>The same pairs, to be gone through without an enumerator.</summary>
    internal ReadOnlySpan<VesselContinuation> Pairs => CollectionsMarshal.AsSpan(_continuations);

    static VesselNode IReusable<VesselNode>.Create() => new();

    void IReusable<VesselNode>.Clear()
    {
        _edges.Clear();
        _continuations?.Clear();
    }

    /// <summary>Says what the node is; its branches are added one by one.</summary>
    internal void Set(int index, VesselNodeKind kind, PointD position, double radius, int degree)
    {
        _edges.EnsureCapacity(degree);
        Index = index;
        Kind = kind;
        Position = position;
        Radius = radius;
    }

    internal void Add(VesselEdge edge) => _edges.Add(edge);

    internal void Add(VesselContinuation continuation) => (_continuations ??= new(2)).Add(continuation);
}

/// <summary>Two branches that are one vessel passing through a crossing or a contact.</summary>
/// <param name="First">One branch.</param>
/// <param name="Second">The branch that continues it on the other side.</param>
public readonly record struct VesselContinuation(VesselEdge First, VesselEdge Second);
