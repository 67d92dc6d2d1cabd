using System.Reflection;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Puts a report together from masks and measurements.</summary>
internal static class ReportFactory
{
    /// <summary>This program.</summary>
    public static readonly ReportGenerator Generator = new("RetSam.Sdk", ReadVersion());

    public static RetinaReport Create(
        RetinaSegmentation segmentation,
        IReadOnlyList<Measurement> measurements,
        IReadOnlyList<Finding> findings,
        PixelScale scale,
        ReportLaterality laterality,
        ReportModel? model,
        string? sourceId,
        DateTimeOffset? captureTime) => new()
        {
            SchemaVersion = RetinaReport.CurrentSchemaVersion,
            Generator = Generator,
            Disclaimer = RetinaReport.NotAMedicalDevice,
            Image = new ReportImage(sourceId, segmentation.Width, segmentation.Height, captureTime),
            FieldOfView = Describe(segmentation.FieldOfView),
            Scale = new ReportScale(scale.MicrometresPerPixel, scale.Provenance),
            Laterality = laterality,
            Segmentation = new ReportSegmentation(segmentation.Source, model, [.. segmentation.Classes.Select(c => Describe(segmentation, c))]),
            Measurements = [.. measurements.Where(m => m.Status != MeasurementStatus.NotPredicted).Select(Describe)],
            Findings = findings,
        };

    private static ReportFieldOfView Describe(FieldOfView fieldOfView)
        => new(fieldOfView.Centre, fieldOfView.Radius, fieldOfView.Area, fieldOfView.CircleCoverage, fieldOfView.Origin);

    private static ReportClass Describe(RetinaSegmentation segmentation, RetinaClass retinaClass)
    {
        int? area = segmentation.GetMask(retinaClass)?.CountPixels();
        return retinaClass == RetinaClass.Fovea && segmentation.FoveaWasSought
            ? new ReportClass(retinaClass.Slug, segmentation.Fovea is not null, area, segmentation.Fovea, segmentation.FoveaConfidence)
            : new ReportClass(retinaClass.Slug, area > 0, area, null, null);
    }

    private static ReportMeasurement Describe(Measurement measurement) => new()
    {
        Id = measurement.Id,
        Name = measurement.Definition.Name,
        Value = measurement.Value,
        Low = measurement.Low,
        High = measurement.High,
        Unit = measurement.Unit,
        Status = measurement.Status,
        Reason = measurement.Reason,
        Flags = measurement.Flags,
        Physical = measurement.Physical,
        Details = measurement.Details,
    };

    private static string ReadVersion()
    {
        string? version = typeof(ReportFactory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? "0.0.0";
    }
}
