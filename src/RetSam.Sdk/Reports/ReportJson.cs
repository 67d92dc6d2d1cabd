using System.Text.Json;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Reads reports, and refuses those that contradict themselves.</summary>
internal static class ReportJson
{
    private const int LongestPath = 200;
    private const int LongestMessage = 1000;

    public static RetinaReport Parse(string json)
    {
        RetinaReport report;
        try
        {
            report = JsonSerializer.Deserialize(json, ReportJsonFormats.Compact.RetinaReport)
                ?? throw new FormatException("The text is JSON null; a report is a JSON object.");
        }
        catch (JsonException e)
        {
            throw Refused($"The text is not a report of RetSam: at {PrintableText.Of(e.Path ?? "$", LongestPath)}, line {e.LineNumber + 1}: {e.Message}", e);
        }

        Check(report);
        return report;
    }

    private static void Check(RetinaReport report)
    {
        string supported = RetinaReport.CurrentSchemaVersion.Split('.')[0];
        if (!string.Equals(report.SchemaVersion.Split('.')[0], supported, StringComparison.Ordinal))
        {
            throw Refused($"The report has schemaVersion '{report.SchemaVersion}'; this version of RetSam.Sdk reads {supported}.x.");
        }

        RefuseNulls(report.Segmentation.Classes, "$.segmentation.classes");
        RefuseNulls(report.Segmentation.Model?.Fallbacks ?? [], "$.segmentation.model.fallbacks");
        RefuseNulls(report.Measurements, "$.measurements");
        RefuseNulls(report.Findings, "$.findings");
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            RefuseNulls(measurement.Details, "$.measurements[].details");
            if (measurement.Value is { } value ? !double.IsFinite(value) : measurement.Status == MeasurementStatus.Ok)
            {
                throw Refused($"The measurement '{measurement.Id}' has status {measurement.Status} and no finite value.");
            }

            if (measurement.Low is null != measurement.High is null
                || measurement.Low > measurement.Value
                || measurement.High < measurement.Value
                || (measurement.Low is { } low && (measurement.Value is null || !double.IsFinite(low) || !double.IsFinite(measurement.High!.Value))))
            {
                throw Refused(
                    $"The measurement '{measurement.Id}' has the value {measurement.Value} and the interval {measurement.Low} to {measurement.High}; an interval contains its value.");
            }

            if (measurement.Value is not null && measurement.Status != MeasurementStatus.Ok)
            {
                throw Refused($"The measurement '{measurement.Id}' has a value and the status {measurement.Status}; a value goes with Ok.");
            }
        }

        foreach (Finding finding in report.Findings)
        {
            RefuseNulls(finding.Evidence, "$.findings[].evidence");
            RefuseNulls(finding.Missing, "$.findings[].missing");
            if (finding.Grade is null != (finding.Status == FindingStatus.NotAssessable))
            {
                throw Refused($"The finding '{finding.Id}' has status {finding.Status} and {(finding.Grade is null ? "no" : "a")} grade; a grade is missing exactly with NotAssessable.");
            }
        }
    }

    /// <summary>The serializer holds properties to their annotations, but not the elements of lists.</summary>
    private static void RefuseNulls<T>(IReadOnlyList<T> list, string path)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                throw Refused($"{path}[{i}] is null.");
            }
        }
    }

    /// <summary>Messages quote the text that is at fault: no more of it than fits one line.</summary>
    private static FormatException Refused(string message, Exception? cause = null) => new(PrintableText.Of(message, LongestMessage), cause);
}
