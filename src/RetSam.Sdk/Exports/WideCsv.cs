using System.Globalization;

namespace RetSam;

/// <summary>The rows of a table with one row an image.</summary>
internal static class WideCsv
{
    private static readonly string[] FixedColumns = ["file", "status", "reason", "width", "height", "laterality", "um_per_px", "source"];

    public static void AddHeader(CsvRow row, IReadOnlyList<ReportColumn> columns)
    {
        foreach (string name in FixedColumns)
        {
            row.Add(name);
        }

        foreach (ReportColumn column in columns)
        {
            row.Add(column.Id);
            if (column.HasInterval)
            {
                row.Add($"{column.Id}[low]");
                row.Add($"{column.Id}[high]");
            }

            if (column.PhysicalUnit is { } unit)
            {
                row.Add($"{column.Id}[{unit}]");
            }
        }

        row.EndRow();
    }

    public static void AddRow(CsvRow row, WideRow image, IReadOnlyList<ReportColumn> columns)
    {
        row.Add(image.File);
        row.Add(image.Reason is null ? "ok" : "failed");
        row.Add(image.Reason);
        row.Add(image.Width?.ToString(CultureInfo.InvariantCulture));
        row.Add(image.Height?.ToString(CultureInfo.InvariantCulture));
        row.Add(image.Eye?.ToString());
        row.Add(image.MicrometresPerPixel);
        row.Add(image.Source);
        for (int i = 0; i < columns.Count; i++)
        {
            WideCells cells = i < image.Cells.Length ? image.Cells[i] : default;
            row.Add(cells.Value);
            if (columns[i].HasInterval)
            {
                row.Add(cells.Low);
                row.Add(cells.High);
            }

            if (columns[i].PhysicalUnit is not null)
            {
                row.Add(cells.Physical);
            }
        }

        row.EndRow();
    }
}

/// <summary>One image of the table: what is in the fixed columns, and the numbers of the measures in the columns' order.</summary>
/// <param name="File">What the <c>file</c> column says.</param>
/// <param name="Reason">Why the image could not be analysed; <see langword="null"/> when it was.</param>
internal sealed record WideRow(string File, string? Reason)
{
    public int? Width { get; init; }

    public int? Height { get; init; }

    public Laterality? Eye { get; init; }

    public double? MicrometresPerPixel { get; init; }

    public string? Source { get; init; }

    /// <summary>Fewer than there are columns when later images brought more.</summary>
    public WideCells[] Cells { get; init; } = [];

    public static WideRow Of(string file, RetinaReport report, WideCells[] cells) => new(file, null)
    {
        Width = report.Image.Width,
        Height = report.Image.Height,
        Eye = report.Laterality.Eye,
        MicrometresPerPixel = report.Scale.MicrometresPerPixel,
        Source = report.Segmentation.Source,
        Cells = cells,
    };
}

/// <summary>The numbers of one measure of one image.</summary>
internal readonly record struct WideCells(double? Value, double? Low, double? High, double? Physical)
{
    public static WideCells Of(ReportMeasurement? measurement)
        => measurement is null ? default : new WideCells(measurement.Value, measurement.Low, measurement.High, measurement.Physical?.Value);
}
