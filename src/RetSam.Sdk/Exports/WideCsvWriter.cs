namespace RetSam;

/// <summary>
/// Writes the table of <see cref="ReportCsv"/>, one row an image, as the images come: any number of reports in the memory of one. The
/// columns are therefore said before. Not thread-safe; the text writer stays the caller's.
/// </summary>
/// <param name="writer">Where the table goes.</param>
/// <param name="columns">The measures, such as <see cref="ReportColumn.Of"/> of the analyzer's catalogue.</param>
public sealed class WideCsvWriter(TextWriter writer, IReadOnlyList<ReportColumn> columns) : CsvTableWriter(writer)
{
    private readonly IReadOnlyList<ReportColumn> _columns = columns ?? throw new ArgumentNullException(nameof(columns));

    /// <summary>Writes the row of an image that could not be analysed.</summary>
    /// <param name="source">What the <c>file</c> column says.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">As for <see cref="CsvTableWriter.WriteAsync(string, RetinaReport, CancellationToken)"/>.</param>
    public Task WriteFailureAsync(string source, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reason);
        return WriteAsync(rows => WideCsv.AddRow(rows, new WideRow(source, reason), _columns), cancellationToken);
    }

    private protected override void AddHeader(CsvRow rows) => WideCsv.AddHeader(rows, _columns);

    private protected override void AddRows(CsvRow rows, string source, RetinaReport report)
    {
        WideCells[] cells = [.. ReportColumn.Arrange(_columns, report).Select(WideCells.Of)];
        WideCsv.AddRow(rows, WideRow.Of(source, report, cells), _columns);
    }
}
