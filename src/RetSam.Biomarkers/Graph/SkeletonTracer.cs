using System.Numerics;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Reads nodes and branches off a skeleton. A pixel with one neighbour is an end, one with three or more belongs to a junction, and
/// touching junction pixels are one junction. What has two neighbours lies on a branch; branches that meet no node are closed loops.
/// </summary>
internal sealed class SkeletonTracer : IDisposable
{
    private const int NotOnNode = -1;

    private readonly SkeletonPixels _pixels;
    private readonly GraphDraft _draft;
    private readonly PooledList<byte> _around;
    private readonly PooledList<int> _nodeOf;
    private readonly PooledList<byte> _traced;

    private SkeletonTracer(GraphDraft draft)
    {
        _draft = draft;
        _pixels = draft.Pixels;
        _around = new PooledList<byte>(_pixels.Count);
        _nodeOf = new PooledList<int>(_pixels.Count);
        _traced = new PooledList<byte>(_pixels.Count);
    }

    public static void Trace(GraphDraft draft)
    {
        using var tracer = new SkeletonTracer(draft);
        tracer.CountNeighbours();
        tracer.FindNodes();
        tracer.TraceBranches();
        tracer.TraceLoops();
    }

    public void Dispose()
    {
        _around.Dispose();
        _nodeOf.Dispose();
        _traced.Dispose();
    }

    private void CountNeighbours()
    {
        for (int i = 0; i < _pixels.Count; i++)
        {
            _around.Add(_pixels.AroundOf(i));
        }

        _nodeOf.Resize(_pixels.Count, NotOnNode);
        _traced.Resize(_pixels.Count, 0);
    }

    private void FindNodes()
    {
        using var cluster = new PooledList<int>();
        for (int i = 0; i < _pixels.Count; i++)
        {
            if (DegreeOf(i) == 2 || _nodeOf[i] != NotOnNode)
            {
                continue;
            }

            cluster.Clear();
            if (DegreeOf(i) < 2)
            {
                _nodeOf[i] = _draft.Nodes.Count;
                cluster.Add(i);
                AddNode(cluster.Items, DegreeOf(i) == 0 ? VesselNodeKind.Isolated : VesselNodeKind.End);
            }
            else
            {
                Flood(i, cluster);
                AddNode(cluster.Items, VesselNodeKind.Bifurcation);
            }
        }
    }

    private void Flood(int seed, PooledList<int> cluster)
    {
        Span<int> neighbours = stackalloc int[8];
        int node = _draft.Nodes.Count;
        _nodeOf[seed] = node;
        cluster.Add(seed);
        for (int next = 0; next < cluster.Count; next++)
        {
            int count = _pixels.GetNeighbours(cluster[next], _around[cluster[next]], neighbours);
            foreach (int neighbour in neighbours[..count])
            {
                if (DegreeOf(neighbour) > 2 && _nodeOf[neighbour] == NotOnNode)
                {
                    _nodeOf[neighbour] = node;
                    cluster.Add(neighbour);
                }
            }
        }
    }

    private void AddNode(ReadOnlySpan<int> cluster, VesselNodeKind kind)
    {
        long sumX = 0;
        long sumY = 0;
        double radius = 0;
        foreach (int pixel in cluster)
        {
            (int x, int y) = _pixels.PlaceOf(pixel);
            sumX += x;
            sumY += y;
            radius = Math.Max(radius, _pixels.RadiusOf(pixel));
        }

        var node = new DraftNode
        {
            X = (double)sumX / cluster.Length,
            Y = (double)sumY / cluster.Length,
            Radius = radius,
            Kind = kind,
        };
        double nearest = double.PositiveInfinity;
        foreach (int pixel in cluster)
        {
            double distance = node.Position.DistanceTo(_pixels.PointOf(pixel));
            if (distance < nearest)
            {
                nearest = distance;
                node.Pixel = pixel;
            }
        }

        _draft.Nodes.Add(node);
    }

    private void TraceBranches()
    {
        Span<int> neighbours = stackalloc int[8];
        for (int i = 0; i < _pixels.Count; i++)
        {
            if (_nodeOf[i] == NotOnNode || DegreeOf(i) == 0)
            {
                continue;
            }

            int count = _pixels.GetNeighbours(i, _around[i], neighbours);
            foreach (int neighbour in neighbours[..count])
            {
                TraceFrom(i, neighbour);
            }
        }
    }

    /// <summary>Follows a branch from a node's pixel, unless it was followed from its other end.</summary>
    private void TraceFrom(int nodePixel, int next)
    {
        bool nextIsNode = _nodeOf[next] != NotOnNode;
        bool touching = nextIsNode && _nodeOf[next] != _nodeOf[nodePixel];
        if (touching ? next < nodePixel : nextIsNode || _traced[next] != 0)
        {
            return;
        }

        var edge = new DraftEdge { Node0 = _nodeOf[nodePixel], Start = _draft.Chain.Count };
        AddIfEnd(nodePixel);
        int previous = nodePixel;
        while (_nodeOf[next] == NotOnNode)
        {
            _traced[next] = 1;
            _draft.Chain.Add(next);
            int following = _pixels.GetOtherNeighbour(next, _around[next], previous);
            previous = next;
            next = following;
        }

        AddIfEnd(next);
        edge.Node1 = _nodeOf[next];
        edge.Count = _draft.Chain.Count - edge.Start;
        _draft.Edges.Add(edge);
    }

    private void AddIfEnd(int pixel)
    {
        if (DegreeOf(pixel) == 1)
        {
            _draft.Chain.Add(pixel);
        }
    }

    private void TraceLoops()
    {
        Span<int> neighbours = stackalloc int[8];
        for (int i = 0; i < _pixels.Count; i++)
        {
            if (_traced[i] != 0 || _nodeOf[i] != NotOnNode)
            {
                continue;
            }

            var edge = new DraftEdge { Node0 = -1, Node1 = -1, Start = _draft.Chain.Count };
            _pixels.GetNeighbours(i, _around[i], neighbours);
            int previous = neighbours[1];
            int next = i;
            while (_traced[next] == 0)
            {
                _traced[next] = 1;
                _draft.Chain.Add(next);
                int following = _pixels.GetOtherNeighbour(next, _around[next], previous);
                previous = next;
                next = following;
            }

            edge.Count = _draft.Chain.Count - edge.Start;
            _draft.Edges.Add(edge);
        }
    }

    private int DegreeOf(int pixel) => BitOperations.PopCount((uint)_around[pixel]);
}
