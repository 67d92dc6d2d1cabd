namespace RetSam.Inference;

/// <summary>
/// The graphs that this process has cut lately, by the hash of the ONNX file and the outputs kept, so that a second segmenter for the
/// same classes shares the bytes. Cutting is one pass over the file; a few small graphs are kept, and large ones not at all.
/// </summary>
internal static class PrunedGraphs
{
    private const int MaxGraphs = 4;
    private const int MaxBytesOfOne = 32 << 20;

    private static readonly Lock Gate = new();
    private static readonly LinkedList<(string Key, byte[] Graph)> Recent = new();

    public static byte[] Get(ModelPackage package, IReadOnlyList<ModelOutput> heads)
    {
        // With its length in front, no name can pass for two.
        string key = package.WeightsSha256 + string.Concat(heads.Select(h => $" {h.Name.Length}:{h.Name}").Order(StringComparer.Ordinal));
        if (Find(key) is { } known)
        {
            return known;
        }

        byte[] cut = GraphPruner.Keep(package.Weights, heads.Select(h => h.Name));
        return cut.Length <= MaxBytesOfOne ? Add(key, cut) : cut;
    }

    private static byte[]? Find(string key)
    {
        lock (Gate)
        {
            for (LinkedListNode<(string Key, byte[] Graph)>? node = Recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    Recent.Remove(node);
                    Recent.AddFirst(node);
                    return node.Value.Graph;
                }
            }

            return null;
        }
    }

    /// <summary>Keeps a graph, or finds that somebody else has cut and kept the same in the meantime.</summary>
    private static byte[] Add(string key, byte[] cut)
    {
        lock (Gate)
        {
            if (Find(key) is { } others)
            {
                return others;
            }

            Recent.AddFirst((key, cut));
            if (Recent.Count > MaxGraphs)
            {
                Recent.RemoveLast();
            }

            return cut;
        }
    }
}
