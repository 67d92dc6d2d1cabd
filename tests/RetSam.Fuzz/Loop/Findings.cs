namespace RetSam.Fuzz;

/// <summary>Inputs that ended badly, each kind once, written to a folder.</summary>
internal sealed class Findings(string folder)
{
    private const int KindLines = 4;

    private readonly HashSet<string> _kinds = [];

    public int Count => _kinds.Count;

    /// <summary>Keeps an input, unless one like it is kept already.</summary>
    public void Add(string target, byte[] input, string fault)
    {
        // Numbers differ from input to input where the fault is one; so does what follows the innermost lines of a stack.
        string kind = Digest.Of(new string([.. string.Join('\n', fault.Split('\n').Take(KindLines)).Where(c => !char.IsDigit(c))]));
        if (!_kinds.Add($"{target} {kind}"))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{target}-{kind}");
        if (!File.Exists(path + ".txt"))
        {
            File.WriteAllBytes(path + ".bin", input);
            File.WriteAllText(path + ".txt", fault + "\n");
        }

        Console.Error.WriteLine($"FINDING {path}.bin: {fault.Split('\n')[0]}");
    }
}
