using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Exports;

public sealed class ReportCsvTests
{
    [Fact]
    public void One_row_an_image_one_column_a_measure_and_a_second_one_where_a_scale_is_known()
    {
        RetinaReport report = ReportOf(PixelScale.Given(2));
        var csv = new ReportCsv();
        csv.Add("a.jpg", report);
        csv.AddFailure("b.jpg", "The file is damaged.");
        csv.Add("c.jpg", ReportOf(PixelScale.Unknown));

        string[][] rows = Read(csv);
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Equal(["file", "status", "reason", "width", "height", "laterality", "um_per_px", "source"], rows[0][..8]);
        int value = Array.IndexOf(rows[0], "test.disc_pixels");
        Assert.Equal("test.disc_pixels[um2]", rows[0][value + 1]);
        double area = report.Find("test.disc_pixels")!.Value!.Value;
        Assert.Equal(area, double.Parse(rows[1][value], CultureInfo.InvariantCulture));
        Assert.Equal(area * 4, double.Parse(rows[1][value + 1], CultureInfo.InvariantCulture));
        Assert.Equal(["b.jpg", "failed", "The file is damaged."], rows[2][..3]);
        Assert.All(rows[2][3..], cell => Assert.Equal("", cell));
        Assert.Equal(rows[1][value], rows[3][value]);
        Assert.Equal("", rows[3][value + 1]);
    }

    [Fact]
    public void Without_any_scale_there_is_no_second_column()
    {
        var csv = new ReportCsv();
        csv.Add("a.jpg", ReportOf(PixelScale.Unknown));
        Assert.DoesNotContain(Read(csv)[0], name => name.Contains('[', StringComparison.Ordinal));
    }

    [Fact]
    public void A_measure_without_a_value_is_an_empty_cell_and_not_a_zero()
    {
        RetinaReport report = ReportOf(PixelScale.Unknown, new DrawnEye { DiscRadius = 0.4, Disc = new PointD(100.5, 100.5) });
        Assert.Equal(MeasurementStatus.NoDisc, report.Find("test.disc_pixels")!.Status);
        var csv = new ReportCsv();
        csv.Add("a.jpg", report);
        string[][] rows = Read(csv);
        Assert.Equal("", rows[1][Array.IndexOf(rows[0], "test.disc_pixels")]);
    }

    [Fact]
    public void Commas_quotes_and_line_breaks_in_names_come_back_unharmed()
    {
        string name = "Smith, \"J.\"\nleft.jpg";
        var csv = new ReportCsv();
        csv.AddFailure(name, "a,b");
        string[][] rows = Read(csv);
        Assert.Equal(name, rows[1][0]);
        Assert.Equal("a,b", rows[1][2]);
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // A culture whose decimal separator is a comma, made by hand so that the test needs no culture data.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            var csv = new ReportCsv();
            csv.Add("a.jpg", ReportOf(PixelScale.Given(2.5)));
            string[][] rows = Read(csv);
            Assert.Equal("2.5", rows[1][Array.IndexOf(rows[0], "um_per_px")]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static RetinaReport ReportOf(PixelScale scale, DrawnEye? eye = null)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel().UseMeasures(new MeasureCatalogue([new DiscPixels()])));
        using RetinaSegmentation segmentation = (eye ?? new DrawnEye()).ToSegmentation();
        return analyzer.Measure(segmentation, new AnalysisOptions { Scale = scale });
    }

    private static string[][] Read(ReportCsv csv)
    {
        using var writer = new StringWriter();
        csv.Write(writer);
        return CsvText.Read(writer.ToString());
    }
}
