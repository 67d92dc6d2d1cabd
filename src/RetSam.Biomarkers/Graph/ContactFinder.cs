namespace RetSam.Biomarkers.Graph;

/// <summary>
/// Tells contacts from bifurcations by the kinds of branches: an artery and a vein are not branches of each other. A branch of one kind
/// that meets a vessel of the other has come up to it and runs on beneath it unseen, or ends there; the two branches of one kind are one vessel.
/// </summary>
internal static class ContactFinder
{
    /// <summary>Makes contacts of junctions that are contacts, after crossings were found.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="found">The pairs of continuing branches are added to these.</param>
    public static void Find(GraphDraft draft, PooledList<Continuation> found)
    {
        if (!draft.Labels.AreThere)
        {
            return;
        }

        using var incidence = new Incidence(draft.Nodes.Count, draft.Edges.Items);
        for (int n = 0; n < draft.Nodes.Count; n++)
        {
            if (draft.Nodes[n].Kind == VesselNodeKind.Bifurcation && incidence.DegreeOf(n) is 3 or 4)
            {
                Judge(draft, incidence, n, found);
            }
        }
    }

    private static void Judge(GraphDraft draft, Incidence incidence, int node, PooledList<Continuation> found)
    {
        ReadOnlySpan<int> ends = incidence.EndsAt(node);
        Span<int> arteries = stackalloc int[4];
        Span<int> veins = stackalloc int[4];
        int arteryCount = 0;
        int veinCount = 0;
        foreach (int end in ends)
        {
            switch (BranchHeading.Of(draft, incidence, end).Kind)
            {
                case KnownKind.Artery:
                    arteries[arteryCount++] = end;
                    break;
                case KnownKind.Vein:
                    veins[veinCount++] = end;
                    break;
                default:
                    return;
            }
        }

        // Three of one kind part from each other, whatever meets them there.
        if (arteryCount == 0 || veinCount == 0 || Math.Max(arteryCount, veinCount) > 2)
        {
            return;
        }

        draft.Nodes[node].Kind = VesselNodeKind.Contact;
        AddPair(arteries[..arteryCount], found);
        AddPair(veins[..veinCount], found);
    }

    private static void AddPair(ReadOnlySpan<int> ends, PooledList<Continuation> found)
    {
        if (ends.Length == 2)
        {
            found.Add(new Continuation(ends[0], ends[1]));
        }
    }
}
