namespace RetSam;

/// <summary>
/// Collects reports into one wide table: one row an image, in the order they were added, one column a measure id, in the order of the
/// reports. Only numbers are kept, so that thousands of reports fit; <see cref="WideCsvWriter"/> writes any number, of measures that are
/// known before. Not thread-safe.
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
    private readonly List<ReportColumn> _columns = [];
    private readonly Dictionary<string, int> _columnById = new(StringComparer.Ordinal);
    private readonly List<WideRow> _rows = [];

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

        var cells = new WideCells[_columns.Count];
        foreach (ReportMeasurement measurement in report.Measurements)
        {
            cells[_columnById[measurement.Id]] = WideCells.Of(measurement);
        }

        _rows.Add(WideRow.Of(file, report, cells));
    }

    /// <summary>Adds a row for an image that could not be analysed.</summary>
    /// <param name="file">What the <c>file</c> column says.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public void AddFailure(string file, string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reason);
        _rows.Add(new WideRow(file, reason));
    }

    /// <summary>Writes the header and every row.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var csv = new CsvRow();
        WideCsv.AddHeader(csv, _columns);
        csv.MoveTo(writer);
        foreach (WideRow row in _rows)
        {
            WideCsv.AddRow(csv, row, _columns);
            csv.MoveTo(writer);
        }
    }

    private void RegisterColumn(ReportMeasurement measurement)
    {
        if (!_columnById.TryGetValue(measurement.Id, out int index))
        {
            index = _columns.Count;
            _columnById.Add(measurement.Id, index);
            _columns.Add(new ReportColumn(measurement.Id, measurement.Unit, null, false));
        }

        ReportColumn known = _columns[index];
        if ((known.PhysicalUnit is null && measurement.Physical is not null) || (!known.HasInterval && measurement.Low is not null))
        {
            _columns[index] = known with
            {
                PhysicalUnit = known.PhysicalUnit ?? measurement.Physical?.Unit,
                HasInterval = known.HasInterval || measurement.Low is not null,
            };
        }
    }
}
