namespace RetSam.Mutations;

/// <summary>
/// Mutants of which it is shown that no result can tell them from the original, each with its reason: lines "file | source line | change | reason".
/// They are named by text, not by number of line, so that a change elsewhere in the file leaves them known.
/// </summary>
internal sealed class EquivalentMutants
{
    private readonly Dictionary<(string File, string Source, string Change), string> _reasons = [];

    public static EquivalentMutants Read(string path, IReadOnlyList<Mutant> all)
    {
        var read = new EquivalentMutants();
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#'))
        {
            string[] parts = line.Split(" | ");
            if (parts.Length != 4)
            {
                throw new FormatException($"{path}: a line has 'file | source line | change | reason', not: {line}");
            }

            read._reasons[(parts[0], parts[1], parts[2])] = parts[3];
        }

        HashSet<(string File, string Source, string Change)> known = [.. all.Select(Key)];
        return read._reasons.Keys.FirstOrDefault(k => !known.Contains(k)) is { File: not null } stale
            ? throw new FormatException($"{path}: no such mutant (any more): {stale.File} | {stale.Source} | {stale.Change}")
            : read;
    }

    public string? Reason(Mutant mutant) => _reasons.GetValueOrDefault(Key(mutant));

    private static (string File, string Source, string Change) Key(Mutant mutant) => (mutant.File, mutant.Source, mutant.Change);
}
