using System.Text;
using RetSam.Biomarkers;
using RetSam.Cli;

namespace RetSam.Fuzz;

/// <summary>What is text: the list of a cohort, reports, rules of findings.</summary>
internal static class TextTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("cohort-csv", [typeof(CliException)], TextSeeds.Cohorts, ReadCohort, Tokens: ["\"", "\"\"", ",", "\r\n", "\r", "\n", "path", "id", "laterality", "um_per_px", "od", "OS", "1e308", "NaN", "-1", "\0", "\uFEFF"]),
        new("report", [typeof(FormatException)], TextSeeds.Reports, ReadReport, new JsonMutator(), ["NaN", "1e999", "null", "\"Ok\"", "\"schemaVersion\"", "\"status\"", "\"value\"", "\"\\ud800\""]),
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

    /// <summary>A report that is read must be written and read again as itself.</summary>
    private static string ReadReport(byte[] json)
    {
        string written = RetinaReport.Parse(Encoding.UTF8.GetString(json)).ToJson();
        return RetinaReport.Parse(written).ToJson() == written
            ? Digest.Of(written)
            : throw new InvalidDataException("The report that was written reads as another.");
    }

    private static string ReadRules(byte[] json)
    {
        FindingRules rules = FindingRules.Load(new MemoryStream(json));
        return Digest.Of(string.Join('\n', rules.Evaluate([])));
    }
}
