using RetSam.Biomarkers.Graph;

namespace RetSam.Biomarkers;

/// <summary>The geometry of one bifurcation: calibres of the parent and of both daughters, and the angle between the daughters.</summary>
/// <param name="Angle">In degrees, 0 to 180.</param>
/// <param name="Parent">The parent's calibre in px.</param>
/// <param name="Wider">The wider daughter's calibre in px.</param>
/// <param name="Narrower">The narrower daughter's calibre in px.</param>
internal readonly record struct Bifurcation(double Angle, double Parent, double Wider, double Narrower)
{
    /// <summary>Measures a node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="trees">Tells the parent.</param>
    /// <param name="node">A node of three branches.</param>
    /// <returns><see langword="null"/> when a branch is too short to have a direction.</returns>
    public static Bifurcation? Of(VesselGraph graph, VesselTrees trees, VesselNode node)
    {
        VesselEdge parent = FindParent(graph, trees, node);
        VesselEdge? first = null;
        VesselEdge? second = null;
        foreach (VesselEdge edge in node.EdgesHere)
        {
            if (edge != parent)
            {
                (first, second) = first is null ? (edge, second) : (first, edge);
            }
        }

        if (first is null || second is null)
        {
            return null; // A loop that returns.
        }

        Departure a = graph.GetDeparture(first, node);
        Departure b = graph.GetDeparture(second, node);
        Departure p = graph.GetDeparture(parent, node);
        if (!a.IsKnown || !b.IsKnown || !p.IsKnown)
        {
            return null;
        }

        double cosine = a.Direction.X * b.Direction.X + a.Direction.Y * b.Direction.Y;
        double sine = a.Direction.X * b.Direction.Y - a.Direction.Y * b.Direction.X;
        return new Bifurcation(
            Math.Atan2(Math.Abs(sine), cosine) * (180 / Math.PI), p.Calibre, Math.Max(a.Calibre, b.Calibre), Math.Min(a.Calibre, b.Calibre));
    }

    /// <summary>The one branch that leads outward to the node in a tree that leaves the disc; else, as where a loop closes, the widest.</summary>
    private static VesselEdge FindParent(VesselGraph graph, VesselTrees trees, VesselNode node)
    {
        VesselEdge? leading = null;
        int count = 0;
        VesselEdge widest = node.EdgesHere[0];
        foreach (VesselEdge edge in node.EdgesHere)
        {
            if (trees.Find(edge) is { Tree.LeavesDisc: true } branch && branch.LeadsTo(node))
            {
                leading = edge;
                count++;
            }

            widest = graph.GetDeparture(edge, node).Calibre > graph.GetDeparture(widest, node).Calibre ? edge : widest;
        }

        return count == 1 ? leading! : widest;
    }
}
