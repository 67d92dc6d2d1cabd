namespace RetSam.Biomarkers;

/// <summary>How much of the retina a lesion takes, as a grade.</summary>
internal static class SeverityMeasures
{
    private static readonly double[] Limits = [0.01, 0.03, 0.1];

    public static RegionMeasureDescription Severity { get; } = new(
        "severity",
        "severity by coverage",
        "Grade of the coverage of the field of view: 0 below 0.01, 1 from 0.01, 2 from 0.03, 3 from 0.1 on. A description of extent, not a clinical scale.",
        "1",
        (context, region) =>
        {
            MeasureOutcome coverage = RegionMeasures.TakeCoverage(context, region);
            return coverage.Value is { } value ? MeasureOutcome.Of(Grade(value), coverage.Flags) : coverage;
        });

    /// <summary>How many of the limits a coverage reaches.</summary>
    private static int Grade(double coverage)
    {
        int grade = 0;
        while (grade < Limits.Length && coverage >= Limits[grade])
        {
            grade++;
        }

        return grade;
    }
}
