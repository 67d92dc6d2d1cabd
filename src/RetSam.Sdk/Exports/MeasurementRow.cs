using RetSam.Biomarkers;

namespace RetSam;

/// <summary>
/// One measurement with everything that a table of many images needs beside it: a row of the long tables (CSV, Parquet), and what to
/// load into a database.
/// </summary>
public sealed record MeasurementRow
{
    /// <summary>What names the image; column <c>source</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Which eye; column <c>laterality</c>.</summary>
    public required Laterality Eye { get; init; }

    /// <summary>The measure's stable id; column <c>measure</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The value in <see cref="Unit"/>; a finite number exactly when <see cref="Status"/> is <see cref="MeasurementStatus.Ok"/>. Column <c>value</c>.</summary>
    public required double? Value { get; init; }

    /// <summary>The unit of the value and its interval; column <c>unit</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The interval's least value, when there is one; column <c>low</c>.</summary>
    public required double? Low { get; init; }

    /// <summary>The interval's greatest value, when there is one; column <c>high</c>.</summary>
    public required double? High { get; init; }

    /// <summary>The value in <see cref="PhysicalUnit"/>, when the scale is known; column <c>physical_value</c>.</summary>
    public required double? PhysicalValue { get; init; }

    /// <summary>The UCUM unit of the physical value; column <c>physical_unit</c>.</summary>
    public required string? PhysicalUnit { get; init; }

    /// <summary>How the scale behind the physical value is known; column <c>scale</c>.</summary>
    public required PixelScaleProvenance? Scale { get; init; }

    /// <summary>Whether there is a value, and if not, which kind of reason; column <c>status</c>.</summary>
    public required MeasurementStatus Status { get; init; }

    /// <summary>Why there is no value, in a sentence; column <c>reason</c>.</summary>
    public required string? Reason { get; init; }

    /// <summary>What to know before trusting the value; column <c>flags</c>.</summary>
    public required MeasurementFlags Flags { get; init; }

    /// <summary>Micrometres per pixel of the image, when known; column <c>um_per_px</c>.</summary>
    public required double? MicrometresPerPixel { get; init; }

    /// <summary>Where the masks come from; column <c>segmenter</c>.</summary>
    public required string Segmenter { get; init; }

    /// <summary>The model package's id, when one was used; column <c>model_id</c>.</summary>
    public required string? ModelId { get; init; }

    /// <summary>The model package's version; column <c>model_version</c>.</summary>
    public required string? ModelVersion { get; init; }

    /// <summary>The SHA-256 of the model's weights; column <c>model_sha256</c>.</summary>
    public required string? ModelSha256 { get; init; }

    /// <summary>The version of the program that measured; column <c>sdk_version</c>.</summary>
    public required string SdkVersion { get; init; }

    /// <summary>The names of <see cref="Flags"/> in the order of their bits, separated by semicolons; <see langword="null"/> for none.</summary>
    public string? FlagNames => Flags == MeasurementFlags.None ? null : Flags.ToString().Replace(", ", ";", StringComparison.Ordinal);

    /// <summary>The measurements of a report, in its order, one at a time.</summary>
    /// <param name="source">What names the image.</param>
    /// <param name="report">The report.</param>
    public static IEnumerable<MeasurementRow> Of(string source, RetinaReport report)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        return report.Measurements.Select(m => new MeasurementRow
        {
            Source = source,
            Eye = report.Laterality.Eye,
            Measure = m.Id,
            Value = m.Value,
            Unit = m.Unit,
            Low = m.Low,
            High = m.High,
            PhysicalValue = m.Physical?.Value,
            PhysicalUnit = m.Physical?.Unit,
            Scale = m.Physical?.Scale,
            Status = m.Status,
            Reason = m.Reason,
            Flags = m.Flags,
            MicrometresPerPixel = report.Scale.MicrometresPerPixel,
            Segmenter = report.Segmentation.Source,
            ModelId = report.Segmentation.Model?.Id,
            ModelVersion = report.Segmentation.Model?.Version,
            ModelSha256 = report.Segmentation.Model?.Sha256,
            SdkVersion = report.Generator.Version,
        });
    }
}
