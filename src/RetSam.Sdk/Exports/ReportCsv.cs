using System.Globalization;

namespace RetSam;

/// <summary>
/// Collects reports into one wide table: one row an image, in the order they were added, one column a measure id, in the order of the
/// reports. Only numbers are kept, so that thousands of reports fit. Not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Columns: <c>file</c>, <c>status</c> (<c>ok</c> or <c>failed</c>), <c>reason</c> (of a failure), <c>width</c>, <c>height</c>,
/// <c>laterality</c> (<c>Right</c>, <c>Left</c>, <c>Unknown</c>), <c>um_per_px</c>, <c>source</c> (of the masks), then for each measure
/// its id, right after it <c>id[low]</c> and <c>id[high]</c>, in the unit of the value, when any image of the table has an interval of it,
/// and <c>id[um]</c> (or <c>[um2]</c>, <c>[mm-1]</c>, ...) when any has a scale.
/// </para>
/// <para>
/// An empty cell says that there is no value; the JSON report says why. Numbers are written as in the JSON report, in the invariant
/// culture. The text is CSV by RFC 4180 with line feeds as line ends.
/// </para>
/// </remarks>
public sealed class ReportCsv
{
    private static readonly string[] FixedColumns = ["file", "status", "reason", "width", "height", "laterality", "um_per_px", "source"];

    private readonly List<Column> _columns = [];
    private readonly Dictionary<string, int> _columnById = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];

    /// <summary>The number of rows added.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row for an image that was measured.</summary>
    /// <param name="file">What the <c>file</c> column says.</param>
    /// <param name="report">The report.</param>
    public void Add(string file, RetinaReport report)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(report);
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            RegisterColumn(measurement);
        }

        var values = new Cells[_columns.Count];
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            values[_columnById[measurement.Id]] = new Cells(measurement.Value, measurement.Low, measurement.High, measurement.Physical?.Value);
        }

        _rows.Add(new Row(
            [
                file, "ok", "", Text(report.Image.Width), Text(report.Image.Height), report.Laterality.Eye.ToString(),
                Text(report.Scale.MicrometresPerPixel), report.Segmentation.Source,
            ],
            values));
    }

    /// <summary>Adds a row for an image that could not be analysed.</summary>
    /// <param name="file">What the <c>file</c> column says.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public void AddFailure(string file, string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reason);
        _rows.Add(new Row([file, "failed", reason, "", "", "", "", ""], []));
    }

    /// <summary>Writes the header and every row.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var csv = new CsvRowWriter(writer);
        WriteHeader(csv);
        foreach (Row row in _rows)
        {
            foreach (string cell in row.Fixed)
            {
                csv.WriteCell(cell);
            }

            for (int i = 0; i < _columns.Count; i++)
            {
                WriteValues(csv, row, i);
            }

            csv.EndRow();
        }
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private void RegisterColumn(ReportMeasurement measurement)
    {
        if (!_columnById.TryGetValue(measurement.Id, out int index))
        {
            index = _columns.Count;
            _columnById.Add(measurement.Id, index);
            _columns.Add(new Column(measurement.Id));
        }

        _columns[index].PhysicalUnit ??= measurement.Physical?.Unit;
        _columns[index].HasInterval |= measurement.Low is not null;
    }

    private void WriteHeader(CsvRowWriter csv)
    {
        foreach (string name in FixedColumns)
        {
            csv.WriteCell(name);
        }

        foreach (Column column in _columns)
        {
            csv.WriteCell(column.Id);
            if (column.HasInterval)
            {
                csv.WriteCell($"{column.Id}[low]");
                csv.WriteCell($"{column.Id}[high]");
            }

            if (column.PhysicalUnit is { } unit)
            {
                csv.WriteCell($"{column.Id}[{unit}]");
            }
        }

        csv.EndRow();
    }

    private void WriteValues(CsvRowWriter csv, Row row, int column)
    {
        Cells cells = row.Values.ElementAtOrDefault(column);
        csv.WriteCell(Text(cells.Value));
        if (_columns[column].HasInterval)
        {
            csv.WriteCell(Text(cells.Low));
            csv.WriteCell(Text(cells.High));
        }

        if (_columns[column].PhysicalUnit is not null)
        {
            csv.WriteCell(Text(cells.Physical));
        }
    }

    private sealed class Column(string id)
    {
        public string Id { get; } = id;

        public string? PhysicalUnit { get; set; }

        public bool HasInterval { get; set; }
    }

    private sealed record Row(string[] Fixed, Cells[] Values);

    private readonly record struct Cells(double? Value, double? Low, double? High, double? Physical);
}
