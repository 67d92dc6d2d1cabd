namespace RetSam.Parquet;

/// <summary>
/// Writes a wide table, one row an image, as the images come: any number of reports in the memory of a row group. The columns are said
/// before, so that parts written by different runs read as one. Not thread-safe.
/// </summary>
/// <remarks>
/// Columns: <c>source</c>, <c>failure</c> (why the image could not be analysed; null when it was), <c>width</c>, <c>height</c> (32-bit whole
/// numbers), <c>laterality</c>, <c>um_per_px</c>, <c>segmenter</c>, <c>model_id</c>, <c>model_version</c>, <c>model_sha256</c>,
/// <c>sdk_version</c>, then for each measure, under its id with underscores for points: the value; <c>_low</c> and <c>_high</c> when asked for;
/// the physical value, ending in its unit (<c>_um</c>, <c>_um2</c>, <c>_per_mm</c>, <c>_per_mm2</c>); and <c>_status</c>. No value is null; a
/// null status says that the class was not looked for. Ids and units stand in the metadata of the file and of the columns.
/// </remarks>
public sealed class WideParquetWriter : ParquetTableWriter
{
    private readonly Columns _columns;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it will be once complete; until then it is <c>path.partial</c>.</param>
    /// <param name="measures">The measures, such as <see cref="ReportColumn.Of"/> of the analyzer's catalogue.</param>
    /// <param name="options">How it is written; <see langword="null"/> means <see cref="ParquetWriterOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">Two measures would have columns of the same name.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public WideParquetWriter(string path, IReadOnlyList<ReportColumn> measures, ParquetWriterOptions? options = null)
        : this(path, new Columns(measures), options?.RowsPerGroup ?? 500)
    {
    }

    private WideParquetWriter(string path, Columns columns, int rowsPerGroup)
        : base(path, "wide 1", columns.All, rowsPerGroup) => _columns = columns;

    /// <summary>Adds the row of an image that could not be analysed.</summary>
    /// <param name="source">What names the image in the table.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">Stops the writing; the file cannot be completed then.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The file is complete, or an earlier write failed or was cancelled.</exception>
    public Task WriteFailureAsync(string source, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reason);
        RequireOpen();
        cancellationToken.ThrowIfCancellationRequested();
        _columns.Add(source, reason, null);
        return AddedAsync(1, cancellationToken);
    }

    private protected override int AddRows(string source, RetinaReport report)
    {
        _columns.Add(source, null, report);
        return 1;
    }

    private sealed class Columns
    {
        private readonly TextColumn _source = Text("source", "What names the image.");
        private readonly TextColumn _failure = Text("failure", "Why the image could not be analysed; null when it was.");
        private readonly CountColumn _width = new("width", new ColumnMeaning("The width of the image.", "px"));
        private readonly CountColumn _height = new("height", new ColumnMeaning("The height of the image.", "px"));
        private readonly TextColumn _eye = Text("laterality", "Right, Left or Unknown.");
        private readonly NumberColumn _micrometresPerPixel = new("um_per_px", new ColumnMeaning("The scale of the image.", "um"));
        private readonly TextColumn _segmenter = Text("segmenter", "Where the masks come from.");
        private readonly TextColumn _modelId = Text("model_id", "The model package.");
        private readonly TextColumn _modelVersion = Text("model_version", "Its version.");
        private readonly TextColumn _modelSha256 = Text("model_sha256", "The SHA-256 of its weights.");
        private readonly TextColumn _sdkVersion = Text("sdk_version", "The version of the program that measured.");
        private readonly IReadOnlyList<ReportColumn> _measures;
        private readonly MeasureColumns[] _byMeasure;

        public Columns(IReadOnlyList<ReportColumn> measures)
        {
            ArgumentNullException.ThrowIfNull(measures);
            _measures = measures;
            _byMeasure = [.. measures.Select(m => new MeasureColumns(m))];
            All =
            [
                _source, _failure, _width, _height, _eye, _micrometresPerPixel, _segmenter, _modelId, _modelVersion, _modelSha256, _sdkVersion,
                .. _byMeasure.SelectMany(m => m.All),
            ];
            if (All.GroupBy(c => c.Field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } clash)
            {
                throw new ArgumentException($"Two columns would be called '{clash.Key}'; measures must differ in more than their points and underscores.", nameof(measures));
            }
        }

        public IReadOnlyList<Column> All { get; }

        public void Add(string source, string? failure, RetinaReport? report)
        {
            // First what may be refused, so that no half row is left.
            IReadOnlyList<ReportMeasurement?>? measurements = report is null ? null : ReportColumn.Arrange(_measures, report);
            _source.Add(source);
            _failure.Add(failure);
            _width.Add(report?.Image.Width);
            _height.Add(report?.Image.Height);
            _eye.Add(report?.Laterality.Eye.ToString());
            _micrometresPerPixel.Add(report?.Scale.MicrometresPerPixel);
            _segmenter.Add(report?.Segmentation.Source);
            _modelId.Add(report?.Segmentation.Model?.Id);
            _modelVersion.Add(report?.Segmentation.Model?.Version);
            _modelSha256.Add(report?.Segmentation.Model?.Sha256);
            _sdkVersion.Add(report?.Generator.Version);
            for (int i = 0; i < _byMeasure.Length; i++)
            {
                _byMeasure[i].Add(measurements?[i]);
            }
        }

        private static TextColumn Text(string name, string description) => new(name, new ColumnMeaning(description));
    }

    /// <summary>The columns of one measure.</summary>
    private sealed class MeasureColumns
    {
        private readonly NumberColumn _value;
        private readonly NumberColumn? _low;
        private readonly NumberColumn? _high;
        private readonly NumberColumn? _physical;
        private readonly TextColumn _status;

        public MeasureColumns(ReportColumn measure)
        {
            string name = ColumnNames.Of(measure.Id);
            _value = new NumberColumn(name, new ColumnMeaning("The value.", measure.Unit, measure.Id));
            if (measure.HasInterval)
            {
                _low = new NumberColumn(name + "_low", new ColumnMeaning("The interval's least value.", measure.Unit, measure.Id));
                _high = new NumberColumn(name + "_high", new ColumnMeaning("The interval's greatest value.", measure.Unit, measure.Id));
            }

            if (measure.PhysicalUnit is { } unit)
            {
                _physical = new NumberColumn($"{name}_{ColumnNames.OfUnit(unit)}", new ColumnMeaning("The physical value.", unit, measure.Id));
            }

            _status = new TextColumn(name + "_status", new ColumnMeaning("Ok, or why there is no value; null when the class was not looked for.", null, measure.Id));
        }

        public IEnumerable<Column> All => new Column?[] { _value, _low, _high, _physical, _status }.OfType<Column>();

        public void Add(ReportMeasurement? measurement)
        {
            _value.Add(measurement?.Value);
            _low?.Add(measurement?.Low);
            _high?.Add(measurement?.High);
            _physical?.Add(measurement?.Physical?.Value);
            _status.Add(measurement?.Status.ToString());
        }
    }
}
