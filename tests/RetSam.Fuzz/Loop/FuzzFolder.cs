namespace RetSam.Fuzz;

/// <summary>Where a run keeps what it has: findings, the corpus for the next run, the instrumented program.</summary>
internal sealed class FuzzFolder
{
    private readonly string _root;

    public FuzzFolder(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(_root);
    }

    public string Root => _root;

    public string Findings => Path.Combine(_root, "findings");

    public string Instrumented => Path.Combine(_root, "instrumented");

    public string LastInputOf(string target) => Path.Combine(_root, $"{target}.last");

    public IEnumerable<byte[]> ReadCorpus(string target)
        => Directory.Exists(CorpusOf(target)) ? Directory.EnumerateFiles(CorpusOf(target)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];

    public void WriteCorpus(string target, IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(CorpusOf(target));
        foreach (byte[] input in inputs)
        {
            string file = Path.Combine(CorpusOf(target), Digest.Of(input));
            if (!File.Exists(file))
            {
                File.WriteAllBytes(file, input);
            }
        }
    }

    private string CorpusOf(string target) => Path.Combine(_root, "corpus", target);
}
