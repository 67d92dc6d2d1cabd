namespace RetSam.Parquet;

/// <summary>
/// Writes a long table, one row a measurement (<see cref="MeasurementRow"/>), as the images come: any number of reports in the memory of a
/// row group. Its columns never depend on what was measured, so that parts written by different runs read as one. Not thread-safe.
/// </summary>
/// <remarks>
/// Columns, named as in the long CSV: <c>value</c>, <c>low</c>, <c>high</c>, <c>physical_value</c>, <c>um_per_px</c> are 64-bit floating point
/// numbers, the others text. What is absent is null.
/// </remarks>
public sealed class LongParquetWriter : ParquetTableWriter
{
    private readonly Columns _columns;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it will be once complete; until then it is <c>path.partial</c>.</param>
    /// <param name="options">How it is written; <see langword="null"/> means <see cref="ParquetWriterOptions.Default"/>.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public LongParquetWriter(string path, ParquetWriterOptions? options = null)
        : this(path, new Columns(), options?.RowsPerGroup ?? 100_000)
    {
    }

    private LongParquetWriter(string path, Columns columns, int rowsPerGroup)
        : base(path, "long 1", columns.All, rowsPerGroup) => _columns = columns;

    private protected override int AddRows(string source, RetinaReport report)
    {
        foreach (MeasurementRow row in MeasurementRow.Of(source, report))
        {
            _columns.Add(row);
        }

        return report.Measurements.Count;
    }

    private sealed class Columns
    {
        private readonly TextColumn _source = Text("source", "What names the image.");
        private readonly TextColumn _eye = Text("laterality", "Right, Left or Unknown.");
        private readonly TextColumn _measure = Text("measure", "The measure's stable id.");
        private readonly NumberColumn _value = Number("value", "The value, in the unit of column unit; null unless the status is Ok.");
        private readonly TextColumn _unit = Text("unit", "The unit of value, low and high.");
        private readonly NumberColumn _low = Number("low", "The interval's least value, in the unit of column unit.");
        private readonly NumberColumn _high = Number("high", "The interval's greatest value, in the unit of column unit.");
        private readonly NumberColumn _physicalValue = Number("physical_value", "The value in the unit of column physical_unit; null without a scale.");
        private readonly TextColumn _physicalUnit = Text("physical_unit", "The UCUM unit of physical_value.");
        private readonly TextColumn _scale = Text("scale", "How the scale behind physical_value is known.");
        private readonly TextColumn _status = Text("status", "Ok, or which kind of reason there is for no value.");
        private readonly TextColumn _reason = Text("reason", "Why there is no value, in a sentence.");
        private readonly TextColumn _flags = Text("flags", "What to know before trusting the value, separated by semicolons.");
        private readonly NumberColumn _micrometresPerPixel = new("um_per_px", new ColumnMeaning("The scale of the image.", "um"));
        private readonly TextColumn _segmenter = Text("segmenter", "Where the masks come from.");
        private readonly TextColumn _modelId = Text("model_id", "The model package.");
        private readonly TextColumn _modelVersion = Text("model_version", "Its version.");
        private readonly TextColumn _modelSha256 = Text("model_sha256", "The SHA-256 of its weights.");
        private readonly TextColumn _sdkVersion = Text("sdk_version", "The version of the program that measured.");

        public IReadOnlyList<Column> All =>
        [
            _source, _eye, _measure, _value, _unit, _low, _high, _physicalValue, _physicalUnit, _scale, _status, _reason, _flags,
            _micrometresPerPixel, _segmenter, _modelId, _modelVersion, _modelSha256, _sdkVersion,
        ];

        public void Add(MeasurementRow row)
        {
            _source.Add(row.Source);
            _eye.Add(row.Eye.ToString());
            _measure.Add(row.Measure);
            _value.Add(row.Value);
            _unit.Add(row.Unit);
            _low.Add(row.Low);
            _high.Add(row.High);
            _physicalValue.Add(row.PhysicalValue);
            _physicalUnit.Add(row.PhysicalUnit);
            _scale.Add(row.Scale?.ToString());
            _status.Add(row.Status.ToString());
            _reason.Add(row.Reason);
            _flags.Add(row.FlagNames);
            _micrometresPerPixel.Add(row.MicrometresPerPixel);
            _segmenter.Add(row.Segmenter);
            _modelId.Add(row.ModelId);
            _modelVersion.Add(row.ModelVersion);
            _modelSha256.Add(row.ModelSha256);
            _sdkVersion.Add(row.SdkVersion);
        }

        private static TextColumn Text(string name, string description) => new(name, new ColumnMeaning(description));

        private static NumberColumn Number(string name, string description) => new(name, new ColumnMeaning(description));
    }
}
