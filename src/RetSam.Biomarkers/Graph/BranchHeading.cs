namespace RetSam.Biomarkers.Graph;

/// <summary>Where a branch heads as it leaves a node, and how wide it is there: what tells continuing vessels from parting ones.</summary>
/// <param name="Direction">The unit vector away from the node, taken beyond the node's own blob.</param>
/// <param name="Radius">The mean radius over the same stretch.</param>
internal readonly record struct BranchHeading(PointD Direction, double Radius)
{
    /// <summary>The stretch is three calibres of the node long, and at least this many pixels.</summary>
    private const double LeastStretch = 8;

    public static BranchHeading Of(GraphDraft draft, int end)
    {
        ref readonly DraftEdge edge = ref draft.Edges[end >> 1];
        bool reversed = (end & 1) != 0;
        DraftNode node = draft.Nodes[reversed ? edge.Node1 : edge.Node0];
        ReadOnlySpan<int> pixels = draft.PixelsOf(edge);
        double stretch = Math.Max(LeastStretch, 6 * node.Radius);
        PointD from = node.Position;
        PointD to = from;
        double radius = 0;
        int count = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            int pixel = pixels[reversed ? pixels.Length - 1 - i : i];
            PointD point = draft.PointOf(pixel);
            if (count == 0 && node.Position.DistanceTo(point) < node.Radius && i < pixels.Length - 2)
            {
                continue;
            }

            from = count == 0 && pixels.Length > 2 ? point : from;
            to = point;
            radius += draft.Radii.At(pixel);
            count++;
            if (from.DistanceTo(to) >= stretch)
            {
                break;
            }
        }

        PointD way = to - from;
        double length = double.Hypot(way.X, way.Y);
        return new BranchHeading(length > 0 ? way * (1 / length) : default, count > 0 ? radius / count : node.Radius);
    }

    /// <summary>
    /// How well two branches of one node continue each other: the cosine of the turn from one into the other (1 is straight on), or -1
    /// when they turn by more than 40 degrees or differ in calibre by more than two fifths (and half a pixel).
    /// </summary>
    public static double Continuity(BranchHeading a, BranchHeading b)
    {
        const double CosineOf40 = 0.766;
        double cosine = -(a.Direction.X * b.Direction.X + a.Direction.Y * b.Direction.Y);
        double narrow = 2 * Math.Min(a.Radius, b.Radius) + 0.5;
        double wide = 2 * Math.Max(a.Radius, b.Radius) + 0.5;
        return cosine >= CosineOf40 && narrow >= 0.6 * wide ? cosine : -1;
    }
}
