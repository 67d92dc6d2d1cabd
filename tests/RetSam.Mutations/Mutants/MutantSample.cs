namespace RetSam.Mutations;

/// <summary>A sample that a seed decides, in which every file stands in proportion to its mutants.</summary>
internal static class MutantSample
{
    /// <summary>Mutants shuffled within each file, and every k-th of the row of files taken from a start of chance.</summary>
    public static IReadOnlyList<Mutant> Draw(IReadOnlyList<Mutant> all, int count, int seed)
    {
        var random = new Random(seed);
        var row = new List<Mutant>(all.Count);
        foreach (IGrouping<string, Mutant> file in all.GroupBy(m => m.File).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Mutant[] shuffled = [.. file];
            random.Shuffle(shuffled);
            row.AddRange(shuffled);
        }

        double step = Math.Max(1, (double)row.Count / count);
        double start = random.NextDouble() * step;
        var drawn = new List<Mutant>(count);
        for (double at = start; at < row.Count; at += step)
        {
            drawn.Add(row[(int)at]);
        }

        return drawn;
    }
}
