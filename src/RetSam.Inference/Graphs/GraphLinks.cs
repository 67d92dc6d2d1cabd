namespace RetSam.Inference;

/// <summary>Which names each node of a graph reads and writes: all that is needed to tell what an output depends on.</summary>
internal sealed class GraphLinks
{
    private readonly List<string[]> _reads = [];
    private readonly Dictionary<string, int> _writers = new(StringComparer.Ordinal);
    private readonly List<string[]> _writes = [];

    private GraphLinks()
    {
    }

    /// <summary>The names of the graph's initialisers.</summary>
    public HashSet<string> Initializers { get; } = new(StringComparer.Ordinal);

    public static GraphLinks Read(ReadOnlySpan<byte> graph)
    {
        var links = new GraphLinks();
        var reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.IsBytes: // node
                    links.Node(reader.Bytes);
                    break;
                case 5 when reader.IsBytes: // initializer
                    links.Initializers.Add(InitializerName(reader.Bytes));
                    break;
                case 15 when reader.IsBytes: // sparse_initializer
                    links.Initializers.Add(SparseInitializerName(reader.Bytes));
                    break;
            }
        }

        return links;
    }

    /// <summary>Walks back from outputs to everything they are computed from.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="names">Every name that is read or written on the way, the outputs included.</param>
    /// <returns>Of each node, whether it is needed.</returns>
    public bool[] FindNeeded(IEnumerable<string> outputs, out HashSet<string> names)
    {
        // The empty name stands for an input or output that is left out.
        names = new HashSet<string>(StringComparer.Ordinal) { "" };
        bool[] isNeeded = new bool[_reads.Count];
        var open = new Stack<string>(outputs);
        while (open.TryPop(out string? name))
        {
            if (!names.Add(name) || !_writers.TryGetValue(name, out int node) || isNeeded[node])
            {
                continue;
            }

            isNeeded[node] = true;
            foreach (string read in _reads[node])
            {
                open.Push(read);
            }

            names.UnionWith(_writes[node]);
        }

        names.Remove("");
        return isNeeded;
    }

    public static string InitializerName(ReadOnlySpan<byte> tensor) => ProtobufReader.FindText(tensor, 8);

    public static string SparseInitializerName(ReadOnlySpan<byte> sparse)
    {
        string name = "";
        var reader = new ProtobufReader(sparse);
        while (reader.Next())
        {
            name = reader.Field == 1 && reader.IsBytes ? InitializerName(reader.Bytes) : name; // values
        }

        return name;
    }

    private void Node(ReadOnlySpan<byte> node)
    {
        var reads = new List<string>();
        var writes = new List<string>();
        ReadNode(node, reads, writes);
        foreach (string name in writes)
        {
            _writers.TryAdd(name, _reads.Count);
        }

        _reads.Add([.. reads]);
        _writes.Add([.. writes]);
    }

    private static void ReadNode(ReadOnlySpan<byte> node, List<string> reads, List<string> writes)
    {
        var reader = new ProtobufReader(node);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.IsBytes: // input
                    reads.Add(reader.Text);
                    break;
                case 2 when reader.IsBytes: // output
                    writes.Add(reader.Text);
                    break;
                case 5 when reader.IsBytes: // attribute
                    Attribute(reader.Bytes, reads);
                    break;
            }
        }
    }

    /// <summary>Branches read names of the graph around them without listing them; a name too many only keeps a node too many.</summary>
    private static void Attribute(ReadOnlySpan<byte> attribute, List<string> reads)
    {
        var reader = new ProtobufReader(attribute);
        while (reader.Next())
        {
            if (reader.Field is 6 or 11 && reader.IsBytes) // g, graphs
            {
                Branch(reader.Bytes, reads);
            }
        }
    }

    private static void Branch(ReadOnlySpan<byte> graph, List<string> reads)
    {
        var inside = new List<string>();
        var reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when reader.IsBytes: // node
                    ReadNode(reader.Bytes, reads, inside);
                    break;
                case 12 when reader.IsBytes: // output
                    reads.Add(ProtobufReader.FindText(reader.Bytes, 1));
                    break;
            }
        }
    }
}
