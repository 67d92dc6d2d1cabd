namespace RetSam;

/// <summary>
/// Writes a long table, one row a measurement, as the images come: any number of reports in the memory of one. Its columns never depend
/// on what was measured, and it says why a value is missing. Not thread-safe; the text writer stays the caller's.
/// </summary>
/// <remarks>
/// Columns: those of <see cref="MeasurementRow"/>, in its order and named there; flags are separated by semicolons. An empty cell is no
/// value. CSV by RFC 4180, lines end with a line feed, numbers are written so that reading them gives the same bits.
/// </remarks>
/// <param name="writer">Where the table goes.</param>
public sealed class LongCsvWriter(TextWriter writer) : CsvTableWriter(writer)
{
    private static readonly string[] Columns =
    [
        "source", "laterality", "measure", "value", "unit", "low", "high", "physical_value", "physical_unit", "scale", "status", "reason", "flags",
        "um_per_px", "segmenter", "model_id", "model_version", "model_sha256", "sdk_version",
    ];

    private protected override void AddHeader(CsvRow rows)
    {
        foreach (string name in Columns)
        {
            rows.Add(name);
        }

        rows.EndRow();
    }

    private protected override void AddRows(CsvRow rows, string source, RetinaReport report)
    {
        foreach (MeasurementRow row in MeasurementRow.Of(source, report))
        {
            rows.Add(row.Source);
            rows.Add(row.Eye.ToString());
            rows.Add(row.Measure);
            rows.Add(row.Value);
            rows.Add(row.Unit);
            rows.Add(row.Low);
            rows.Add(row.High);
            rows.Add(row.PhysicalValue);
            rows.Add(row.PhysicalUnit);
            rows.Add(row.Scale?.ToString());
            rows.Add(row.Status.ToString());
            rows.Add(row.Reason);
            rows.Add(row.FlagNames);
            rows.Add(row.MicrometresPerPixel);
            rows.Add(row.Segmenter);
            rows.Add(row.ModelId);
            rows.Add(row.ModelVersion);
            rows.Add(row.ModelSha256);
            rows.Add(row.SdkVersion);
            rows.EndRow();
        }
    }
}
