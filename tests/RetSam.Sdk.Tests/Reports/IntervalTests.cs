using System.Text.Json.Nodes;

namespace RetSam.Sdk.Tests.Reports;

/// <summary>Intervals on their way through the front door.</summary>
public sealed class IntervalTests
{
    [Fact]
    public void An_interval_stands_in_the_report_and_reads_back()
    {
        RetinaReport report = Measure(b => b.WithIntervals());
        ReportMeasurement area = report.Find("disc.area")!;
        Assert.True(area.Low < area.Value && area.Value < area.High);
        RetinaReport parsed = RetinaReport.Parse(report.ToJson());
        Assert.Equal((area.Low, area.High), (parsed.Find("disc.area")!.Low, parsed.Find("disc.area")!.High));
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(report.ToJson())));
    }

    [Fact]
    public void Nobody_asking_there_are_none()
    {
        RetinaReport report = Measure(_ => { });
        Assert.All(report.Measurements, m => Assert.Null(m.Low));
        Assert.DoesNotContain("[low]", Table(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_columns_for_an_interval_where_there_is_one()
    {
        RetinaReport report = Measure(b => b.WithIntervals());
        string[] lines = Table(Measure(_ => { }), report).Split('\n');
        string[] header = lines[0].Split(',');
        int column = Array.IndexOf(header, "disc.area");
        Assert.Equal(["disc.area", "disc.area[low]", "disc.area[high]"], header[column..(column + 3)]);
        ReportMeasurement area = report.Find("disc.area")!;
        Assert.Equal([$"{area.Value}", "", ""], lines[1].Split(',')[column..(column + 3)]);
        Assert.Equal([$"{area.Value}", $"{area.Low}", $"{area.High}"], lines[2].Split(',')[column..(column + 3)]);
        Assert.DoesNotContain("cdr.vertical[low]", header);
    }

    private static RetinaReport Measure(Action<RetinaAnalyzerBuilder> configure)
    {
        var map = new ProbabilityMap(200, 200);
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 200; x++)
            {
                map.GetRow(y)[x] = (float)Math.Clamp(0.5 + (50 - double.Hypot(x - 100, y - 100)) / 40, 0, 1);
            }
        }

        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => configure(b.WithoutModel()));
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(200, 200)
            .SetMask(RetinaClass.OpticDisc, map.ToMask()).SetProbability(RetinaClass.OpticDisc, map).Build();
        return analyzer.Measure(eye, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static string Table(params RetinaReport[] reports)
    {
        var table = new ReportCsv();
        foreach (RetinaReport report in reports)
        {
            table.Add("eye", report);
        }

        using var writer = new StringWriter();
        table.Write(writer);
        return writer.ToString();
    }
}
