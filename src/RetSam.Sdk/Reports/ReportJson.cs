using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Reads reports, and refuses those that contradict themselves.</summary>
internal static class ReportJson
{
    public static RetinaReport Parse(string json)
    {
        RetinaReport report = VersionedJson.Read(json, ReportJsonFormats.Compact.RetinaReport, "a report");
        VersionedJson.RequireVersion(report.SchemaVersion, RetinaReport.CurrentSchemaVersion, "report");
        Check(report);
        return report;
    }

    private static void Check(RetinaReport report)
    {
        VersionedJson.RefuseNulls(report.Segmentation.Classes, "$.segmentation.classes");
        VersionedJson.RefuseNulls(report.Segmentation.Stages, "$.segmentation.stages");
        VersionedJson.RefuseNulls(report.Segmentation.Model?.Fallbacks ?? [], "$.segmentation.model.fallbacks");
        VersionedJson.RefuseNulls(report.Measurements, "$.measurements");
        VersionedJson.RefuseNulls(report.Findings, "$.findings");
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            VersionedJson.RefuseNulls(measurement.Details, "$.measurements[].details");
            if (measurement.Value is { } value ? !double.IsFinite(value) : measurement.Status == MeasurementStatus.Ok)
            {
                throw VersionedJson.Refused($"The measurement '{measurement.Id}' has status {measurement.Status} and no finite value.");
            }

            if (measurement.Low is null != measurement.High is null
                || measurement.Low > measurement.Value
                || measurement.High < measurement.Value
                || (measurement.Low is { } low && (measurement.Value is null || !double.IsFinite(low) || !double.IsFinite(measurement.High!.Value))))
            {
                throw VersionedJson.Refused(
                    $"The measurement '{measurement.Id}' has the value {measurement.Value} and the interval {measurement.Low} to {measurement.High}; an interval contains its value.");
            }

            if (measurement.Value is not null && measurement.Status != MeasurementStatus.Ok)
            {
                throw VersionedJson.Refused($"The measurement '{measurement.Id}' has a value and the status {measurement.Status}; a value goes with Ok.");
            }
        }

        foreach (Finding finding in report.Findings)
        {
            VersionedJson.RefuseNulls(finding.Evidence, "$.findings[].evidence");
            VersionedJson.RefuseNulls(finding.Missing, "$.findings[].missing");
            if (finding.Grade is null != (finding.Status == FindingStatus.NotAssessable))
            {
                throw VersionedJson.Refused($"The finding '{finding.Id}' has status {finding.Status} and {(finding.Grade is null ? "no" : "a")} grade; a grade is missing exactly with NotAssessable.");
            }
        }
    }
}
