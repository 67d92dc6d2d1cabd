using RetSam.Biomarkers;

namespace RetSam.Cli;

/// <summary>The catalogue as a Markdown reference, a table for each structure; docs/biomarkers.md holds it.</summary>
internal static class CatalogueMarkdown
{
    private static readonly (string Title, string[] Roots)[] Sections =
    [
        ("Vessels", ["vessel"]),
        ("Optic disc and cup", ["disc", "cup", "rim", "cdr", "ddls"]),
        ("Macula", ["macula"]),
        ("Phenotypes", ["tessellation", "myopia"]),
        ("Lesions", ["lesion"]),
        ("Image quality", ["quality"]),
    ];

    /// <summary>Writes the tables.</summary>
    public static void Write(TextWriter writer, IEnumerable<MeasureDefinition> definitions)
    {
        IReadOnlyList<MeasurePattern> patterns = MeasurePattern.Of(definitions);
        foreach ((string title, string[] roots) in Sections)
        {
            WriteSection(writer, title, patterns.Where(p => roots.Contains(RootOf(p))));
        }

        string[] known = [.. Sections.SelectMany(s => s.Roots)];
        WriteSection(writer, "Other", patterns.Where(p => !known.Contains(RootOf(p))));
    }

    private static void WriteSection(TextWriter writer, string title, IEnumerable<MeasurePattern> patterns)
    {
        MeasurePattern[] rows = [.. patterns];
        if (rows.Length == 0)
        {
            return;
        }

        writer.Write($"### {title}\n\n| id | unit | definition | needs | source |\n|---|---|---|---|---|\n");
        foreach (MeasurePattern row in rows)
        {
            MeasureDefinition first = row.Members[0];
            writer.Write($"| `{row.Id}` | {UnitOf(first)} | {Escape(DefinitionOf(row))} | {NeedsOf(row)} | {Escape(first.Source)} |\n");
        }

        writer.Write('\n');
    }

    private static string RootOf(MeasurePattern pattern) => pattern.Id.Split('.')[0];

    private static string UnitOf(MeasureDefinition definition)
        => definition.PhysicalUnit is { } physical ? $"{definition.Unit}, {physical.Ucum}" : definition.Unit;

    private static string DefinitionOf(MeasurePattern pattern)
    {
        MeasureDefinition first = pattern.Members[0];
        bool same = pattern.Members.All(m => m.Definition == first.Definition);
        return same ? first.Definition : $"`{first.Id}`: {first.Definition}";
    }

    /// <summary>What every member needs; what only some need, such as the mask of their own vessels, is the placeholder's affair.</summary>
    private static string NeedsOf(MeasurePattern pattern)
    {
        MeasureInputs shared = pattern.Members.Select(m => m.Inputs).Aggregate((a, b) => a & b);
        IEnumerable<string> names = Enum.GetValues<MeasureInputs>()
            .Where(i => i != MeasureInputs.None && shared.HasFlag(i))
            .Select(i => i == MeasureInputs.Region ? "the class's mask" : i.ToString().ToLowerInvariant());
        string own = pattern.Id.Contains("{v}", StringComparison.Ordinal) ? "the vessels' mask" : "";
        return string.Join(", ", names.Prepend(own).Where(n => n.Length > 0).Distinct());
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
