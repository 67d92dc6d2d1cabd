namespace RetSam.Cli;

/// <summary>
/// Gives each input a name for its outputs: the file's name without extension, and <c>-2</c>, <c>-3</c>, ... where another input had it
/// already. Names that differ only in case count as the same, as some file systems see them so.
/// </summary>
internal sealed class OutputNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string For(string path)
    {
        string wanted = Path.GetFileNameWithoutExtension(path);
        string name = wanted;
        for (int n = 2; !_taken.Add(name); n++)
        {
            name = $"{wanted}-{n}";
        }

        return name;
    }
}
