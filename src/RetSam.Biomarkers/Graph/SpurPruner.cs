namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Takes away spurs: branches with a free end that do not reach out of the vessel they leave. The skeleton of a band forks into the
/// corners of its end, sqrt(2) radii away from the fork, so a spur is what ends within 1.5 radii of its junction.
/// </summary>
internal static class SpurPruner
{
    private const double Reach = 1.5;

    /// <summary>Pruning makes new ends, which may be spurs in turn; real trees are done after two rounds.</summary>
    private const int MostRounds = 8;

    public static void Prune(GraphDraft draft)
    {
        using var left = new PooledList<byte>();
        for (int round = 0; round < MostRounds; round++)
        {
            left.Clear();
            left.Resize(draft.Edges.Count, 0);
            using (var incidence = new Incidence(draft.Nodes.Count, draft.Edges.Items))
            {
                if (!MarkSpurs(draft, incidence, left.Items))
                {
                    break;
                }
            }

            BranchJoiner.Rebuild(draft, left.Items);
        }
    }

    private static bool MarkSpurs(GraphDraft draft, Incidence incidence, Span<byte> left)
    {
        bool any = false;
        for (int n = 0; n < draft.Nodes.Count; n++)
        {
            if (draft.Nodes[n].Kind != VesselNodeKind.Bifurcation || incidence.DegreeOf(n) == 0)
            {
                continue;
            }

            ReadOnlySpan<int> ends = incidence.EndsAt(n);
            int spurs = 0;
            foreach (int end in ends)
            {
                if (IsSpur(draft, end))
                {
                    left[end >> 1] = 1;
                    spurs++;
                }
            }

            if (spurs == ends.Length)
            {
                // Nothing but spurs: a spot. Its longest way through stays.
                left[KeepLongest(draft, ends, left)] = 0;
                left[KeepLongest(draft, ends, left)] = 0;
                spurs -= 2;
            }

            any |= spurs > 0;
        }

        return any;
    }

    private static bool IsSpur(GraphDraft draft, int end)
    {
        ref readonly DraftEdge edge = ref draft.Edges[end >> 1];
        int here = (end & 1) == 0 ? edge.Node0 : edge.Node1;
        int there = (end & 1) == 0 ? edge.Node1 : edge.Node0;
        return draft.Nodes[there].Kind == VesselNodeKind.End
            && draft.LengthOf(edge) + draft.Nodes[there].Radius <= Reach * draft.Nodes[here].Radius + 1;
    }

    private static int KeepLongest(GraphDraft draft, ReadOnlySpan<int> ends, ReadOnlySpan<byte> left)
    {
        int longest = -1;
        double most = -1;
        foreach (int end in ends)
        {
            double length = draft.LengthOf(draft.Edges[end >> 1]);
            if (left[end >> 1] != 0 && length > most)
            {
                most = length;
                longest = end >> 1;
            }
        }

        return longest;
    }
}
