using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>The vessels that cross a zone around the disc, each with its mean calibre inside it, widest first.</summary>
/// <remarks>
/// A vessel is not a branch: one that is crossed or gives off a small twig in the zone is several branches. Branches are joined where
/// they continue each other through a crossing, and where a side branch of at most 0.6 of the calibre leaves a trunk that goes straight
/// on with at least 0.8 of its own. At a true bifurcation trunk and daughters stay apart, and each counts if it crosses half of the zone by
/// itself. How much of the zone a vessel crosses is the part of the zone's radial extent over which it has samples.
/// </remarks>
internal sealed class ZoneVessels
{
    private const double LeastCrossing = 0.5;
    private const int RadialBins = 40;
    private const int LeastSamples = 3;
    private const double MostTwig = 0.6;
    private const double LeastTrunk = 0.8;
    private const double CosineOf40 = 0.766;

    private ZoneVessels(IReadOnlyList<double> widths) => Widths = widths;

    /// <summary>The mean calibres in px, widest first.</summary>
    public IReadOnlyList<double> Widths { get; }

    public static ZoneVessels Find(VesselGraph graph, AnnularZone zone)
    {
        using var joined = new PooledList<int>(graph.EdgeList.Count);
        JoinBranches(graph, zone, joined);
        using var crossings = new PooledList<ZoneCrossing>(graph.EdgeList.Count);
        crossings.Resize(graph.EdgeList.Count, default);
        foreach (VesselEdge edge in graph.EdgeList)
        {
            ref ZoneCrossing crossing = ref crossings[Root(joined.Items, edge.Index)];
            ReadOnlySpan<PointD> line = edge.Centreline;
            ReadOnlySpan<double> calibres = edge.Calibres;
            for (int i = 0; i < line.Length; i++)
            {
                double distance = PixelDistance.Between(line[i], zone.Centre);
                if (distance >= zone.Inner && distance < zone.Outer)
                {
                    crossing.Add((int)((distance - zone.Inner) / (zone.Outer - zone.Inner) * RadialBins), calibres[i]);
                }
            }
        }

        using var widths = new PooledList<double>();
        foreach (ref readonly ZoneCrossing crossing in crossings.Items)
        {
            if (crossing.Crossed >= LeastCrossing && crossing.Samples >= LeastSamples)
            {
                widths.Add(crossing.MeanCalibre);
            }
        }

        widths.Items.Sort();
        widths.Items.Reverse();
        return new ZoneVessels(widths.Items.ToArray());
    }

    /// <summary>Which branches are one vessel, as a forest: each branch points to another of its vessel, the first to itself.</summary>
    private static void JoinBranches(VesselGraph graph, AnnularZone zone, PooledList<int> joined)
    {
        for (int i = 0; i < graph.EdgeList.Count; i++)
        {
            joined.Add(i);
        }

        Span<int> vessel = joined.Items;
        foreach (VesselNode node in graph.NodeList)
        {
            double distance = node.Position.DistanceTo(zone.Centre);
            if (distance < zone.Inner || distance >= zone.Outer)
            {
                continue;
            }

            foreach (VesselContinuation pair in node.Pairs)
            {
                Join(vessel, pair.First, pair.Second);
            }

            if (node.Kind == VesselNodeKind.Bifurcation && node.Degree == 3)
            {
                JoinPastTwig(vessel, node);
            }
        }
    }

    private static void JoinPastTwig(Span<int> vessel, VesselNode node)
    {
        (VesselEdge narrowest, VesselEdge second, VesselEdge widest) = (node.EdgesHere[0], node.EdgesHere[1], node.EdgesHere[2]);
        if (narrowest == second || second == widest || widest == narrowest)
        {
            return; // A loop that returns.
        }

        (narrowest, second) = InOrder(narrowest, second);
        (second, widest) = InOrder(second, widest);
        (narrowest, second) = InOrder(narrowest, second);
        if (second.MeanCalibre is not { } narrow || widest.MeanCalibre is not { } wide)
        {
            return;
        }

        // A twig too short to be measured is narrow enough.
        double twig = narrowest.MeanCalibre ?? 0;
        PointD a = DirectionFrom(node, second);
        PointD b = DirectionFrom(node, widest);
        if (twig <= MostTwig * wide && narrow >= LeastTrunk * wide && -(a.X * b.X + a.Y * b.Y) >= CosineOf40)
        {
            Join(vessel, second, widest);
        }
    }

    /// <summary>The narrower branch and the wider; as they come where they are the same.</summary>
    private static (VesselEdge Narrower, VesselEdge Wider) InOrder(VesselEdge a, VesselEdge b) => (b.MeanCalibre ?? 0) < (a.MeanCalibre ?? 0) ? (b, a) : (a, b);

    /// <summary>The unit vector along a branch, from beyond the node's blob over four more radii.</summary>
    private static PointD DirectionFrom(VesselNode node, VesselEdge edge)
    {
        ReadOnlySpan<PointD> line = edge.Centreline;
        int near = Math.Min(line.Length - 2, (int)node.Radius);
        int far = Math.Min(line.Length - 1, near + Math.Max(8, (int)(4 * node.Radius)));
        PointD way = edge.Start == node ? line[far] - line[near] : line[^(far + 1)] - line[^(near + 1)];
        double length = double.Hypot(way.X, way.Y);
        return length > 0 ? way * (1 / length) : default;
    }

    private static void Join(Span<int> vessel, VesselEdge a, VesselEdge b)
    {
        int rootA = Root(vessel, a.Index);
        int rootB = Root(vessel, b.Index);
        vessel[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private static int Root(Span<int> vessel, int edge)
    {
        while (vessel[edge] != edge)
        {
            vessel[edge] = vessel[vessel[edge]];
            edge = vessel[edge];
        }

        return edge;
    }

    /// <summary>What one vessel has in the zone.</summary>
    private struct ZoneCrossing
    {
        private ulong _bins;
        private double _sum;

        public int Samples { get; private set; }

        public readonly double Crossed => (double)System.Numerics.BitOperations.PopCount(_bins) / RadialBins;

        public readonly double MeanCalibre => _sum / Samples;

        public void Add(int bin, double calibre)
        {
            _bins |= 1UL << Math.Min(bin, RadialBins - 1);
            if (!double.IsNaN(calibre))
            {
                _sum += calibre;
                Samples++;
            }
        }
    }
}
