namespace RetSam.Biomarkers.Graph;

/// <summary>
/// The vessels of a mask as a graph: nodes where they end, part or cross, and branches between them with smoothed sub-pixel centrelines,
/// calibre and curvature. Reading is thread-safe. The samples lie in pooled buffers; <see cref="Dispose"/> gives them back.
/// </summary>
/// <remarks>
/// Thinning gives the skeleton; spurs that do not reach out of their vessel are pruned and the branches they parted are joined; four
/// branches that continue each other in pairs are a crossing, also where wide vessels, or vessels that cross at an acute angle, make two
/// junctions of it with the stretch between them over which they lie on each other. Where arteries and veins are known
/// (<see cref="VesselGraphOptions"/>), branches of different kinds never continue each other, and do not part from each other. A branch that
/// ends freely ends where its vessel does: at the centre of a rounded end's last disc, and on the mask's edge where the vessel is cut off
/// straight, as at a frame. A spot too small for a branch is an isolated node. The same mask gives the same graph, bit for bit, on any
/// machine and thread.
/// </remarks>
public sealed class VesselGraph : IDisposable
{
    private Supply<VesselNode>? _nodes = Supply<VesselNode>.Rent();
    private Supply<VesselEdge>? _edges = Supply<VesselEdge>.Rent();

    internal VesselGraph(int width, int height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>The mask's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The mask's height in pixels.</summary>
    public int Height { get; }

    /// <summary>The nodes, in raster order of their first pixel.</summary>
    public IReadOnlyList<VesselNode> Nodes => NodeList;

    /// <summary>The branches, in an order that depends on the mask only.</summary>
    public IReadOnlyList<VesselEdge> Edges => EdgeList;

    /// <summary>The sum of all branches' lengths in pixels.</summary>
    public double TotalLength { get; internal set; }

    /// <summary>The number of connected parts: that of the mask's 8-connected objects.</summary>
    public int ComponentCount { get; internal set; }

    internal List<VesselNode> NodeList => _nodes?.Taken ?? [];

    internal List<VesselEdge> EdgeList => _edges?.Taken ?? [];

    internal PooledList<PointD> Points { get; } = new(1024);

    internal PooledList<double> Calibres { get; } = new(1024);

    internal PooledList<double> Curvatures { get; } = new(1024);

    internal PooledList<int> Pixels { get; } = new(1024);

    /// <summary>How each branch leaves its start, at twice its index, and its end.</summary>
    internal PooledList<Departure> Departures { get; } = new();

    /// <summary>Makes the graph of a mask. Holes of one or two pixels in it are taken for noise of its edges.</summary>
    /// <param name="mask">Vessels; may be empty, which gives a graph without nodes.</param>
    public static VesselGraph FromMask(BinaryMask mask) => FromMask(mask, VesselGraphOptions.None);

    /// <summary>Makes the graph of a mask of which more is known. Holes of one or two pixels in it are taken for noise of its edges.</summary>
    /// <param name="mask">Vessels; may be empty, which gives a graph without nodes.</param>
    /// <param name="options">What is known of the vessels; its masks and map are read only here.</param>
    /// <exception cref="ArgumentException">A mask or map of the options differs in size, one of arteries and veins is missing, or the threshold is not between 0 and 1.</exception>
    public static VesselGraph FromMask(BinaryMask mask, VesselGraphOptions options)
    {
        using BinaryMask skeleton = Skeletonize(mask);
        return FromSkeleton(mask, skeleton, options);
    }

    /// <summary>The skeleton that a graph is made of: thinned, after holes of one or two pixels are filled.</summary>
    public static BinaryMask Skeletonize(BinaryMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        BinaryMask skeleton = mask.Clone();
        Kernels.Pinholes.Fill(skeleton);
        Kernels.Thinning.Thin(skeleton);
        return skeleton;
    }

    /// <summary>Makes the graph of a mask whose skeleton is known already.</summary>
    /// <param name="mask">Vessels.</param>
    /// <param name="skeleton">Its skeleton by <see cref="Skeletonize"/>.</param>
    /// <exception cref="ArgumentException">The two differ in size.</exception>
    public static VesselGraph FromSkeleton(BinaryMask mask, BinaryMask skeleton) => FromSkeleton(mask, skeleton, VesselGraphOptions.None);

    /// <summary>Makes the graph of a mask whose skeleton is known already, and of which more is known.</summary>
    /// <param name="mask">Vessels.</param>
    /// <param name="skeleton">Its skeleton by <see cref="Skeletonize"/>.</param>
    /// <param name="options">What is known of the vessels; its masks and map are read only here.</param>
    /// <exception cref="ArgumentException">Skeleton, a mask or the map of the options differ in size, one of arteries and veins is missing, or the threshold is not between 0 and 1.</exception>
    public static VesselGraph FromSkeleton(BinaryMask mask, BinaryMask skeleton, VesselGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(skeleton);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(mask, nameof(options));
        return mask.Width == skeleton.Width && mask.Height == skeleton.Height
            ? VesselGraphBuilder.Build(mask, skeleton, options)
            : throw new ArgumentException(
                $"The skeleton is {skeleton.Width}x{skeleton.Height}; the mask is {mask.Width}x{mask.Height}.", nameof(skeleton));
    }

    /// <summary>The number of nodes of a kind.</summary>
    public int CountNodes(VesselNodeKind kind)
    {
        int count = 0;
        foreach (VesselNode node in NodeList)
        {
            count += node.Kind == kind ? 1 : 0;
        }

        return count;
    }

    /// <summary>How a branch leaves one of its nodes.</summary>
    internal Departure GetDeparture(VesselEdge edge, VesselNode node) => Departures[2 * edge.Index + (node == edge.Start ? 0 : 1)];

    /// <summary>One more node, at the end of the list; to be set.</summary>
    internal VesselNode AddNode() => _nodes!.Take();

    /// <summary>One more branch, at the end of the list; to be set.</summary>
    internal VesselEdge AddEdge() => _edges!.Take();

    /// <summary>
    /// Disposes the graph and gives its nodes and branches to other graphs: for an owner who is alone with them. Who disposes a graph
    /// of their own may look at its nodes for as long as they like.
    /// </summary>
    internal void Recycle()
    {
        Dispose();
        _nodes?.Return();
        _nodes = null;
        _edges?.Return();
        _edges = null;
    }

    /// <summary>Gives the buffers back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        Points.Dispose();
        Calibres.Dispose();
        Curvatures.Dispose();
        Pixels.Dispose();
        Departures.Dispose();
    }
}
