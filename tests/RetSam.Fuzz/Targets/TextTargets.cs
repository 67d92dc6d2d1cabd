using System.Text;
using RetSam.Biomarkers;
using RetSam.Cli;

namespace RetSam.Fuzz;

/// <summary>What is text: the list of a cohort, reports, comparisons, tables of repeatability, rules of findings.</summary>
internal static class TextTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("cohort-csv", [typeof(CliException)], TextSeeds.Cohorts, ReadCohort, Tokens: ["\"", "\"\"", ",", "\r\n", "\r", "\n", "path", "id", "laterality", "um_per_px", "od", "OS", "1e308", "NaN", "-1", "\0", "\uFEFF"]),
        new("report", [typeof(FormatException)], TextSeeds.Reports, ReadReport, new JsonMutator(), ["NaN", "1e999", "null", "\"Ok\"", "\"schemaVersion\"", "\"status\"", "\"value\"", "\"\\ud800\""]),
        new("comparison", [typeof(FormatException)], TextSeeds.Comparisons, ReadComparison, new JsonMutator(), ["1e999", "null", "\"Compared\"", "\"verdict\"", "\"change\"", "\"cautions\"", "\"\\ud800\""]),
        new("repeatability", [typeof(FormatException)], TextSeeds.Tables, ReadTable, new JsonMutator(), ["1e308", "1e999", "-1", "null", "\"sd\"", "\"cv\"", "\"Photographs\"", "\"\\ud800\""]),
        new("findings", [typeof(FormatException)], TextSeeds.Rules, ReadRules, new JsonMutator(), ["null", "\"not\"", "\"all\"", "\"any\"", "\"atLeast\"", "\"of\"", "1e999", "\"\\ud800\""]),
    ];

    private static string ReadCohort(byte[] csv)
    {
        string file = Path.Combine(Path.GetTempPath(), $"retsam-fuzz-{Environment.ProcessId}.csv");
        File.WriteAllBytes(file, csv);
        try
        {
            var faults = new List<string>();
            IReadOnlyList<CohortRow> rows = CohortManifest.Read(file, Path.GetTempPath(), faults);
            return faults.FirstOrDefault(f => f.Any(char.IsControl)) is { } fault
                ? throw new InvalidDataException($"The fault is no line of printable characters: {fault}")
                : Digest.Of(string.Join('\n', rows) + string.Join('\n', faults));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A report that is read can be compared with another, whatever its numbers.</summary>
    private static string ReadReport(byte[] json)
    {
        RetinaReport report = Reread(json, RetinaReport.Parse, r => r.ToJson());
        return Digest.Of(report.ToJson() + ReadComparison(TextSeeds.First, report) + ReadComparison(report, TextSeeds.First));
    }

    private static string ReadComparison(byte[] json) => Digest.Of(Reread(json, RetinaComparison.Parse, c => c.ToJson()).ToJson());

    /// <summary>A table that is read can be used, whatever its numbers.</summary>
    private static string ReadTable(byte[] json)
    {
        RepeatabilityTable table = Reread(json, RepeatabilityTable.Parse, t => t.ToJson());
        return Digest.Of(table.ToJson() + ReadComparison(TextSeeds.First, TextSeeds.Second, table));
    }

    private static string ReadComparison(RetinaReport first, RetinaReport second, RepeatabilityTable? table = null)
        => ReadComparison(Encoding.UTF8.GetBytes(RetinaComparison.Between(first, second, table).ToJson()));

    /// <summary>What is read must be written and read again as itself.</summary>
    private static T Reread<T>(byte[] json, Func<string, T> parse, Func<T, string> write)
    {
        T read = parse(Encoding.UTF8.GetString(json));
        string written = write(read);
        return write(parse(written)) == written ? read : throw new InvalidDataException("What was written reads as another.");
    }

    private static string ReadRules(byte[] json)
    {
        FindingRules rules = FindingRules.Load(new MemoryStream(json));
        return Digest.Of(string.Join('\n', rules.Evaluate([])));
    }
}
