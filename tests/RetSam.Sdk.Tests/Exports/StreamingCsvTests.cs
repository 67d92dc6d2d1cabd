using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Exports;

[Collection(nameof(Alone))]
public sealed class StreamingCsvTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Long_has_a_row_for_each_measurement_with_every_number_to_the_bit()
    {
        RetinaReport report = PhantomReport.Create(source: "lite");
        string[][] rows = await LongAsync(("a,\"b\"\n.jpg", report));
        Assert.Equal(report.Measurements.Count + 1, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        for (int i = 0; i < report.Measurements.Count; i++)
        {
            ReportMeasurement expected = report.Measurements[i];
            string Cell(string column) => rows[i + 1][Array.IndexOf(rows[0], column)];
            Assert.Equal("a,\"b\"\n.jpg", Cell("source"));
            Assert.Equal(expected.Id, Cell("measure"));
            Assert.Equal(expected.Value, Number(Cell("value")));
            Assert.Equal(expected.Unit, Cell("unit"));
            Assert.Equal(expected.Physical?.Value, Number(Cell("physical_value")));
            Assert.Equal(expected.Physical?.Unit ?? "", Cell("physical_unit"));
            Assert.Equal(expected.Status.ToString(), Cell("status"));
            Assert.Equal(expected.Reason ?? "", Cell("reason"));
            Assert.Equal(expected.Flags, Cell("flags") is { Length: > 0 } flags ? Enum.Parse<MeasurementFlags>(flags.Replace(';', ',')) : MeasurementFlags.None);
            Assert.Equal(("Right", "12", "lite", "1.2.0", new string('a', 64)), (Cell("laterality"), Cell("um_per_px"), Cell("model_id"), Cell("model_version"), Cell("model_sha256")));
        }

        Assert.Contains(report.Measurements, m => m.Value is null);
        Assert.Contains(report.Measurements, m => m.Physical is not null);
    }

    [Fact]
    public async Task Wide_is_the_collected_table_with_a_column_for_every_measure_of_the_catalogue()
    {
        RetinaReport report = PhantomReport.Create();
        using var text = new StringWriter();
        await using (var writer = new WideCsvWriter(text, ReportColumn.Of(MeasureCatalogue.Default)))
        {
            await writer.WriteAsync("a.jpg", report, Token);
            await writer.WriteFailureAsync("b.jpg", "The file is damaged.", Token);
        }

        string[][] wide = CsvText.Read(text.ToString());
        var collected = new ReportCsv();
        collected.Add("a.jpg", report);
        collected.AddFailure("b.jpg", "The file is damaged.");
        using var collectedText = new StringWriter();
        collected.Write(collectedText);
        string[][] expected = CsvText.Read(collectedText.ToString());
        Assert.Equal(3, wide.Length);
        Assert.All(MeasureCatalogue.Default.Measures, m => Assert.Contains(m.Definition.Id, wide[0]));
        for (int row = 1; row < 3; row++)
        {
            Assert.All(expected[0].Select((name, i) => (name, i)), c => Assert.Equal(expected[row][c.i], wide[row][Array.IndexOf(wide[0], c.name)]));
        }
    }

    [Fact]
    public async Task Wide_refuses_a_report_whose_measure_it_has_no_column_for_and_stays_a_table()
    {
        using var text = new StringWriter();
        await using (var writer = new WideCsvWriter(text, [new ReportColumn("disc.area", "px2", "um2", false)]))
        {
            ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync("a.jpg", PhantomReport.Create(), Token));
            Assert.Contains("no column", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("file,status,reason,width,height,laterality,um_per_px,source,disc.area,disc.area[um2]\n", text.ToString());
    }

    [Fact]
    public async Task A_table_of_nothing_is_its_header()
    {
        string[][] rows = await LongAsync();
        Assert.Equal("measure", Assert.Single(rows)[2]);
    }

    [Fact]
    public async Task Nothing_is_kept_of_reports_that_are_written()
    {
        RetinaReport report = PhantomReport.Create();
        await using var writer = new LongCsvWriter(TextWriter.Null);
        await writer.WriteAsync("a.jpg", report, Token);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 300; i++)
        {
            await writer.WriteAsync("a.jpg", report, Token);
        }

        // Three hundred reports are some 40 MB of text.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
    }

    [Fact]
    public async Task Cancelled_it_writes_nothing_more()
    {
        using var text = new StringWriter();
        await using var writer = new LongCsvWriter(text);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync("a.jpg", PhantomReport.Create(), new CancellationToken(canceled: true)));
        Assert.Equal("", text.ToString());
    }

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static async Task<string[][]> LongAsync(params (string Source, RetinaReport Report)[] reports)
    {
        using var text = new StringWriter();
        await using (var writer = new LongCsvWriter(text))
        {
            foreach ((string source, RetinaReport report) in reports)
            {
                await writer.WriteAsync(source, report, Token);
            }
        }

        return CsvText.Read(text.ToString());
    }
}
