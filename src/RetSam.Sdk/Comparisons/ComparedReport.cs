namespace RetSam;

/// <summary>One side of a comparison, as its report says.</summary>
/// <param name="SourceId">The photograph's <see cref="ReportImage.SourceId"/>.</param>
/// <param name="CaptureTime">When it was taken, when known.</param>
/// <param name="Laterality">Which eye it shows.</param>
/// <param name="Scale">Micrometres per pixel, when known.</param>
/// <param name="Source">What made the masks.</param>
/// <param name="Model">The model package, when one was used.</param>
public sealed record ComparedReport(
    string? SourceId, DateTimeOffset? CaptureTime, ReportLaterality Laterality, ReportScale Scale, string Source, ReportModel? Model)
{
    internal static ComparedReport Of(RetinaReport report) => new(
        report.Image.SourceId, report.Image.CaptureTime, report.Laterality, report.Scale, report.Segmentation.Source, report.Segmentation.Model);
}
