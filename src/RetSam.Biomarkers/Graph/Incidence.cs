namespace RetSam.Biomarkers.Graph;

/// <summary>Which ends of which branches meet at each node. End 0 of branch e is number 2e, end 1 is 2e + 1.</summary>
internal sealed class Incidence : IDisposable
{
    private readonly PooledList<int> _first = new();
    private readonly PooledList<int> _ends = new();

    public Incidence(int nodes, ReadOnlySpan<DraftEdge> edges)
    {
        _first.Resize(nodes + 1, 0);
        Span<int> first = _first.Items;
        foreach (ref readonly DraftEdge edge in edges)
        {
            if (edge.Node0 >= 0)
            {
                first[edge.Node0 + 1]++;
                first[edge.Node1 + 1]++;
            }
        }

        for (int i = 0; i < nodes; i++)
        {
            first[i + 1] += first[i];
        }

        _ends.Resize(first[nodes], 0);
        using var fill = new PooledList<int>(nodes);
        fill.Resize(nodes, 0);
        for (int e = 0; e < edges.Length; e++)
        {
            if (edges[e].Node0 >= 0)
            {
                _ends[first[edges[e].Node0] + fill[edges[e].Node0]++] = 2 * e;
                _ends[first[edges[e].Node1] + fill[edges[e].Node1]++] = 2 * e + 1;
            }
        }
    }

    /// <summary>The ends that meet at a node, in the order of branches.</summary>
    public ReadOnlySpan<int> EndsAt(int node) => _ends.Items[_first[node].._first[node + 1]];

    public int DegreeOf(int node) => _first[node + 1] - _first[node];

    public void Dispose()
    {
        _first.Dispose();
        _ends.Dispose();
    }
}
