using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetSam.Biomarkers;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public void What_is_written_reads_back_and_writes_the_same_again()
    {
        string json = Report().ToJson();
        RetinaReport parsed = RetinaReport.Parse(json);
        Assert.Equal(json, parsed.ToJson());
        Assert.Equal(parsed.ToJsonLine(), RetinaReport.Parse(parsed.ToJsonLine()).ToJsonLine());
        Assert.DoesNotContain('\n', parsed.ToJsonLine());
    }

    [Theory]
    [InlineData(1, 12.5, Laterality.Right)]
    [InlineData(2, null, Laterality.Left)]
    [InlineData(3, 1.0 / 3, Laterality.Unknown)]
    public void Reports_of_phantoms_come_back_byte_for_byte_and_keep_to_the_schema(ulong seed, double? micrometresPerPixel, Laterality eye)
        => HoldToFormat(PhantomReport.Create(seed, micrometresPerPixel, eye, "\u0001 \ud83d\udc41 </script> \"µ\""));

    [Fact]
    public async Task A_report_of_a_photograph_with_intervals_comes_back_byte_for_byte_and_keeps_to_the_schema()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).WithIntervals().WithThreads(1));
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Path.Combine(Repository.Root, "samples", "images", "retina.jpg"), TestContext.Current.CancellationToken);
        Assert.Contains(analysis.Report.Measurements, m => m.Low < m.High);
        HoldToFormat(analysis.Report);
    }

    [Fact]
    public async Task A_stream_gets_the_same_text_as_utf8_without_a_byte_order_mark_and_stays_open()
    {
        RetinaReport report = Report();
        using var stream = new MemoryStream();
        await report.WriteJsonAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(report.ToJson()), stream.ToArray());
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public void A_measurement_is_an_object_with_id_value_unit_and_status_by_name()
    {
        JsonElement[] measurements = [.. Parse(Report().ToJson()).GetProperty("measurements").EnumerateArray()];
        JsonElement disc = measurements.Single(m => m.GetProperty("id").GetString() == "test.disc_pixels");
        Assert.Equal(JsonValueKind.Number, disc.GetProperty("value").ValueKind);
        Assert.Equal("px2", disc.GetProperty("unit").GetString());
        Assert.Equal("Ok", disc.GetProperty("status").GetString());
        Assert.Equal(["ImageAxes", "SeveralObjects"], disc.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("um2", disc.GetProperty("physical").GetProperty("unit").GetString());
        Assert.Equal("Given", disc.GetProperty("physical").GetProperty("scale").GetString());
        Assert.Equal("radius", disc.GetProperty("details")[0].GetProperty("name").GetString());
        Assert.All(measurements.Where(m => m.GetProperty("status").GetString() != "Ok"), m =>
        {
            Assert.Equal(JsonValueKind.Null, m.GetProperty("value").ValueKind);
            Assert.NotEqual("", m.GetProperty("reason").GetString());
        });
    }

    [Fact]
    public void Every_number_reads_back_to_the_same_bits()
    {
        RetinaReport report = Report(PixelScale.Given(1.0 / 3));
        RetinaReport parsed = RetinaReport.Parse(report.ToJson());
        Assert.Equal(
            report.Measurements.Select(m => BitConverter.DoubleToInt64Bits(m.Physical?.Value ?? m.Value ?? 0)),
            parsed.Measurements.Select(m => BitConverter.DoubleToInt64Bits(m.Physical?.Value ?? m.Value ?? 0)));
        Assert.Equal(report.Scale, parsed.Scale);
    }

    [Fact]
    public void Reports_keep_to_the_published_schema()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(Report().ToJson())));
        using RetinaSegmentation empty = new RetinaSegmentation.Builder(100, 80).SetMask(RetinaClass.Vessel, new BinaryMask(100, 80)).SetFovea(null).Build();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(analyzer.Measure(empty, cancellationToken: TestContext.Current.CancellationToken).ToJson())));
    }

    [Fact]
    public void The_schema_knows_every_name_that_the_code_knows()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        JsonNode measurement = schema["$defs"]!["measurement"]!["properties"]!;
        Assert.Equal(Enum.GetNames<MeasurementStatus>(), Names(measurement["status"]!));
        Assert.Equal(Enum.GetNames<MeasurementFlags>().Where(n => n != "None"), Names(measurement["flags"]!["items"]!));
        Assert.Equal(Enum.GetNames<PixelScaleProvenance>(), Names(schema["$defs"]!["scaleProvenance"]!));
        Assert.Equal(Enum.GetNames<FieldOfViewOrigin>(), Names(schema["properties"]!["fieldOfView"]!["properties"]!["origin"]!));
        Assert.Equal(Enum.GetNames<Laterality>(), Names(schema["properties"]!["laterality"]!["properties"]!["eye"]!));
        Assert.Equal(Enum.GetNames<LateralityOrigin>(), Names(schema["properties"]!["laterality"]!["properties"]!["origin"]!));
        JsonNode finding = schema["$defs"]!["finding"]!["properties"]!;
        Assert.Equal(Enum.GetNames<FindingStatus>(), Names(finding["status"]!));
        Assert.Equal(Enum.GetNames<FindingComparison>(), Names(finding["evidence"]!["items"]!["properties"]!["comparison"]!));
    }

    [Fact]
    public void The_check_of_the_schema_finds_what_is_wrong()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        JsonNode report = JsonNode.Parse(Report().ToJson())!;
        report["image"]!["width"] = "wide";
        report["scale"]!.AsObject().Remove("umPerPixel");
        report["measurements"]![0]!["status"] = "ok";
        Assert.Equal(3, JsonSchemaCheck.Find(schema, report).Count());
    }

    [Theory]
    [InlineData("", "not a report")]
    [InlineData("null", "JSON null")]
    [InlineData("[]", "not a report")]
    [InlineData("{}", "not a report")]
    public void What_is_no_report_is_refused(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<FormatException>(() => RetinaReport.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("schemaVersion", "\"2.0\"", "2.0")]
    [InlineData("generator", "null", "generator")]
    [InlineData("measurements", "null", "measurements")]
    [InlineData("image", "7", "image")]
    public void A_property_gone_wrong_is_named(string property, string value, string expected)
    {
        JsonNode report = JsonNode.Parse(Report().ToJson())!;
        report[property] = JsonNode.Parse(value);
        Assert.Contains(expected, Assert.Throws<FormatException>(() => RetinaReport.Parse(report.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value", "null", "no finite value")]
    [InlineData("value", "1e999", "finite")]
    [InlineData("status", "\"NoDisc\"", "a value goes with Ok")]
    [InlineData("status", "\"Nonsense\"", "status")]
    [InlineData("low", "5", "an interval contains its value")]
    [InlineData("high", "1e999", "A finite number was expected")]
    [InlineData("flags", "[\"Nonsense\"]", "flag")]
    [InlineData("flags", "\"ImageAxes\"", "list of names")]
    public void A_measurement_that_contradicts_itself_is_refused(string property, string value, string expected)
    {
        string json = Report().ToJson();
        JsonNode report = JsonNode.Parse(json)!;
        JsonNode disc = report["measurements"]!.AsArray().Single(m => m!["id"]!.GetValue<string>() == "test.disc_pixels")!;
        disc[property] = "@@";
        string changed = report.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<FormatException>(() => RetinaReport.Parse(changed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_version_1_0_is_read_as_one_without_findings()
    {
        JsonObject report = JsonNode.Parse(Report().ToJson())!.AsObject();
        report["schemaVersion"] = "1.0";
        Assert.True(report.Remove("findings"));
        RetinaReport parsed = RetinaReport.Parse(report.ToJsonString());
        Assert.Equal("1.0", parsed.SchemaVersion);
        Assert.Empty(parsed.Findings);
        Assert.NotEmpty(parsed.Measurements);
    }

    [Theory]
    [InlineData("findings", "null")]
    [InlineData("findings", "[null]")]
    public void Findings_gone_wrong_are_named(string property, string value)
    {
        JsonNode report = JsonNode.Parse(Report().ToJson())!;
        report[property] = JsonNode.Parse(value);
        Assert.Contains("findings", Assert.Throws<FormatException>(() => RetinaReport.Parse(report.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grade", "null")]
    [InlineData("status", "\"NotAssessable\"")]
    public void A_finding_that_contradicts_itself_is_refused(string property, string value)
    {
        JsonNode report = JsonNode.Parse(Report().ToJson())!;
        report["findings"]!.AsArray().Single(f => f!["id"]!.GetValue<string>() == "glaucoma_suspicion")![property] = JsonNode.Parse(value);
        Assert.Contains("glaucoma_suspicion", Assert.Throws<FormatException>(() => RetinaReport.Parse(report.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_minor_version_with_more_properties_can_be_read()
    {
        JsonNode report = JsonNode.Parse(Report().ToJson())!;
        report["schemaVersion"] = "1.7";
        report["weather"] = "fine";
        Assert.Equal("1.7", RetinaReport.Parse(report.ToJsonString()).SchemaVersion);
    }

    /// <summary>Written, read and written again, indented and on one line, a report is the same bytes, and the schema allows it.</summary>
    private static void HoldToFormat(RetinaReport report)
    {
        string json = report.ToJson();
        RetinaReport read = RetinaReport.Parse(json);
        Assert.Equal(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(read.ToJson()));
        Assert.Equal(Encoding.UTF8.GetBytes(report.ToJsonLine()), Encoding.UTF8.GetBytes(RetinaReport.Parse(read.ToJsonLine()).ToJsonLine()));
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(json)));
    }

    private static RetinaReport Report(PixelScale? scale = null)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel().AddMeasure(new DiscPixels()));
        using RetinaSegmentation segmentation = new DrawnEye().ToSegmentation();
        var options = new AnalysisOptions { Scale = scale ?? PixelScale.Given(7.3), SourceId = "eye \"1\" µ" };
        return analyzer.Measure(segmentation, options, TestContext.Current.CancellationToken);
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Names(JsonNode node) => node["enum"]!.AsArray().Select(n => n!.GetValue<string>());
}
