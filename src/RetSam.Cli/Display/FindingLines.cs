using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam.Cli;

/// <summary>Findings in a line each.</summary>
internal static class FindingLines
{
    /// <summary>The most missing measures that a line names; the report has them all.</summary>
    private const int NamedAtMost = 2;

    /// <summary>For a person.</summary>
    public static void WriteText(TextWriter writer, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        writer.WriteLine("Findings (rules over measures, not diagnoses; the report says what decided them)");
        foreach (Finding finding in findings)
        {
            writer.WriteLine($"  {finding.Id}: {Describe(finding)}");
        }
    }

    /// <summary>For a program: the columns of measurements.</summary>
    public static void WriteColumns(TextWriter writer, IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            writer.Write($"finding.{finding.Id}\t{finding.Grade?.ToString(CultureInfo.InvariantCulture)}\t1\t{finding.Status}\n");
        }
    }

    private static string Describe(Finding finding) => finding.Status switch
    {
        FindingStatus.Assessed => finding.GradeName!,
        FindingStatus.AtLeast => $"at least {finding.GradeName}; worse needs {Missing(finding)}",
        _ => $"not assessable without {Missing(finding)}",
    };

    private static string Missing(Finding finding)
    {
        string named = string.Join(", ", finding.Missing.Take(NamedAtMost).Select(m => m.Measure));
        int more = finding.Missing.Count - NamedAtMost;
        return more > 0 ? $"{named} and {more} more" : named;
    }
}
