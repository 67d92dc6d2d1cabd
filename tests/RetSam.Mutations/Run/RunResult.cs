using System.Globalization;
using System.Text;

namespace RetSam.Mutations;

/// <summary>The verdicts on a sample.</summary>
internal sealed record RunResult(int Seed, int All, int Drawn, int NotCompiled, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Mutants that differ from the original, as far as is shown.</summary>
    public int Counted => Verdicts.Count(v => v.Equivalent is null);

    public int Killed => Verdicts.Count(v => v.Killer is not null);

    /// <summary>The share killed, and its 95 % interval after Wilson.</summary>
    public (double Score, double Low, double High) Score() => Wilson(Killed, Counted);

    /// <summary>The same with every equivalent mutant counted as a survivor.</summary>
    public (double Score, double Low, double High) StrictScore() => Wilson(Killed, Verdicts.Count);

    public static (double Score, double Low, double High) Wilson(int killed, int of)
    {
        const double z = 1.959964;
        double p = (double)killed / of;
        double centre = (p + (z * z / (2 * of))) / (1 + (z * z / of));
        double half = z / (1 + (z * z / of)) * Math.Sqrt((p * (1 - p) / of) + (z * z / (4.0 * of * of)));
        return (p, centre - half, centre + half);
    }

    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Seed {Seed}").AppendLine();
        text.AppendLine(Summary()).AppendLine();
        text.AppendLine("| folder | mutants | killed | survived | equivalent |").AppendLine("|---|---:|---:|---:|---:|");
        foreach (IGrouping<string, Verdict> folder in Verdicts.GroupBy(v => v.Mutant.File.Split('/')[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {folder.Key} | {folder.Count()} | {folder.Count(v => v.Killer is not null)} | {folder.Count(v => v.Killer is null && v.Equivalent is null)} | {folder.Count(v => v.Equivalent is not null)} |");
        }

        text.AppendLine().AppendLine("Survivors:").AppendLine();
        foreach (Verdict survivor in Verdicts.Where(v => v.Killer is null && v.Equivalent is null))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{survivor.Mutant.File}:{survivor.Mutant.Line}` `{survivor.Mutant.Source}`: `{survivor.Mutant.Change}`{(survivor.Doubt is { } doubt ? $" (not judged: {doubt})" : survivor.Reached ? "" : " (reached by no test)")}");
        }

        text.AppendLine().AppendLine("Equivalent:").AppendLine();
        foreach (Verdict equivalent in Verdicts.Where(v => v.Equivalent is not null))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{equivalent.Mutant.File}:{equivalent.Mutant.Line}` `{equivalent.Mutant.Change}`: {equivalent.Equivalent}");
        }

        return text.ToString();
    }

    public string Summary()
    {
        (double score, double low, double high) = Score();
        (double strict, double strictLow, double strictHigh) = StrictScore();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Killed} of {Counted} mutants killed: {score:P1} (95 % interval {low:P1} to {high:P1}); {Verdicts.Count - Counted} more are shown to be equivalent, and with those counted as survivors it is {strict:P1} ({strictLow:P1} to {strictHigh:P1}). {Verdicts.Count(v => !v.Reached)} are reached by no test, {Verdicts.Count(v => v.Doubt is not null)} could not be judged and count as alive. Drawn: {Drawn} of {All}, of which {NotCompiled} do not compile and {Drawn - NotCompiled - Verdicts.Count} were not tried for want of time.");
    }
}
