namespace RetSam.Biomarkers.Graph;

/// <summary>A node while the graph is being made.</summary>
internal struct DraftNode
{
    public double X;
    public double Y;

    /// <summary>Half the calibre at the node.</summary>
    public double Radius;

    /// <summary>The number of the pixel that stands for the node when its branches are joined through it.</summary>
    public int Pixel;

    public VesselNodeKind Kind;

    public readonly PointD Position => new(X, Y);
}

/// <summary>
/// A branch while the graph is being made: the pixels between two nodes, the pixel of an end node included, those of a junction not.
/// Both nodes are -1 for a closed loop.
/// </summary>
internal struct DraftEdge
{
    public int Node0;
    public int Node1;
    public int Start;
    public int Count;
}

/// <summary>Nodes and branches of a skeleton in pixels, and the steps that turn them from what thinning left into vessels.</summary>
internal sealed class GraphDraft : IDisposable
{
    public GraphDraft(SkeletonPixels pixels, VesselLabels labels)
    {
        Pixels = pixels;
        Labels = labels;
    }

    public SkeletonPixels Pixels { get; }

    public VesselLabels Labels { get; }

    public PooledList<DraftNode> Nodes { get; } = new();

    public PooledList<DraftEdge> Edges { get; private set; } = new();

    /// <summary>The numbers of all branches' pixels.</summary>
    public PooledList<int> Chain { get; private set; } = new(1024);

    public ReadOnlySpan<int> PixelsOf(in DraftEdge edge) => Chain.Items.Slice(edge.Start, edge.Count);

    /// <summary>The node that an end of a branch (see <see cref="Incidence"/>) meets.</summary>
    public int NodeAt(int end) => (end & 1) == 0 ? Edges[end >> 1].Node0 : Edges[end >> 1].Node1;

    /// <summary>
    /// Whether a branch is led on from its last pixel to the node's centre. It is not where the node is a meshwork of touching
    /// junctions, whose centre has nothing to do with where the branch begins.
    /// </summary>
    public bool IsLedTo(int node, PointD lastPixel)
        => node >= 0 && Nodes[node].Position.DistanceTo(lastPixel) <= 2 * Nodes[node].Radius + 4;

    /// <summary>The length of a branch along its pixels and on to the centres of its junctions.</summary>
    public double LengthOf(in DraftEdge edge)
    {
        ReadOnlySpan<int> pixels = PixelsOf(edge);
        double length = 0;
        for (int i = 1; i < pixels.Length; i++)
        {
            length += PixelDistance.Between(Pixels.PointOf(pixels[i - 1]), Pixels.PointOf(pixels[i]));
        }

        PointD first = Pixels.PointOf(pixels[0]);
        PointD last = Pixels.PointOf(pixels[^1]);
        length += IsLedTo(edge.Node0, first) ? Nodes[edge.Node0].Position.DistanceTo(first) : 0;
        return length + (IsLedTo(edge.Node1, last) ? Nodes[edge.Node1].Position.DistanceTo(last) : 0);
    }

    /// <summary>Takes new branches and their pixels in place of the old.</summary>
    public void Replace(PooledList<DraftEdge> edges, PooledList<int> chain)
    {
        Edges.Dispose();
        Chain.Dispose();
        Edges = edges;
        Chain = chain;
    }

    public void Dispose()
    {
        Nodes.Dispose();
        Edges.Dispose();
        Chain.Dispose();
    }
}
