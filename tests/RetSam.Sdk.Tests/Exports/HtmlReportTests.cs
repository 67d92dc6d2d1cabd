using System.Text.RegularExpressions;
using System.Xml.Linq;
using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Exports;

public sealed class HtmlReportTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&\0\u001b.jpg";

    [Fact]
    public void Every_measure_is_on_the_page_with_its_reason_or_its_flags_in_words()
    {
        RetinaReport report = PhantomReport.Create();
        string page = Write(report);
        Assert.All(report.Measurements, m =>
        {
            Assert.Contains($"<span class=\"id\">{m.Id}</span>", page, StringComparison.Ordinal);
            Assert.True(m.Reason is null || page.Contains(HtmlText.Escape(m.Reason), StringComparison.Ordinal), m.Reason);
        });
        Assert.Contains("Fewer than six vessels", string.Concat(ReportWords.Of(MeasurementFlags.FewerThanSixVessels)), StringComparison.Ordinal);
        Assert.Contains(RetinaReport.NotAMedicalDevice, page, StringComparison.Ordinal);
        Assert.All(report.Findings, f => Assert.Contains(HtmlText.Escape(f.Name), page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_flag_has_words_of_its_own()
    {
        MeasurementFlags[] flags = [.. Enum.GetValues<MeasurementFlags>().Where(f => f != MeasurementFlags.None)];
        Assert.Equal(flags.Length, flags.Select(f => ReportWords.Of(f).Single()).Distinct().Count());
        Assert.All(flags, f => Assert.NotEqual(f.ToString(), ReportWords.Of(f).Single()));
    }

    [Fact]
    public void The_main_measures_are_measures_of_the_catalogue()
        => Assert.All(ReportWords.MainMeasures, id => Assert.NotNull(MeasureCatalogue.Default.Find(id)));

    [Fact]
    public void Text_from_outside_is_text_wherever_it_stands()
    {
        RetinaReport report = PhantomReport.Create(sourceId: Hostile, source: Hostile);
        report = report with
        {
            Measurements = [.. report.Measurements.Select(m => m with { Name = Hostile, Id = Hostile + m.Id, Unit = Hostile, Reason = m.Value is null ? Hostile : null })],
            Findings = [.. report.Findings.Select(f => f with { Name = Hostile, GradeName = f.Grade is null ? null : Hostile, Source = Hostile, Note = Hostile })],
            Disclaimer = Hostile,
        };
        string page = Write(report);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\0', page);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public void The_page_is_well_formed_and_fetches_nothing()
    {
        string page = WriteAnalysis(Hostile);

        // As XML once the elements that HTML never closes are closed: nothing is left open or crosses.
        string xml = Regex.Replace(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<(meta|img)([^>]*)>", "<$1$2/>");
        XDocument document = XDocument.Parse(xml);
        string[] allowed = ["html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "article", "div", "figure", "img", "figcaption", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "span", "bdi", "sup", "details", "summary"];
        Assert.All(document.Descendants(), e => Assert.Contains(e.Name.LocalName, allowed));
        Assert.All(document.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"), a => Assert.StartsWith("data:image/jpeg;base64,", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_tables_and_picture_can_be_read_by_a_screen_reader()
    {
        XDocument document = XDocument.Parse(Regex.Replace(WriteAnalysis("eye").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<(meta|img)([^>]*)>", "<$1$2/>"));
        Assert.Equal("en", document.Root!.Attribute("lang")!.Value);
        Assert.Single(document.Descendants("h1"));
        Assert.Single(document.Descendants("main"));
        Assert.All(document.Descendants("th"), th => Assert.Contains(th.Attribute("scope")!.Value, new[] { "col", "row" }));
        Assert.Contains("optic disc", document.Descendants("img").Single().Attribute("alt")!.Value, StringComparison.Ordinal);
        Assert.All(document.Descendants("section").Attributes("aria-labelledby"), a => Assert.Single(document.Descendants(), e => e.Attribute("id")?.Value == a.Value));
    }

    [Fact]
    public void The_same_report_gives_the_same_page() => Assert.Equal(WriteAnalysis("eye"), WriteAnalysis("eye"));

    [Theory]
    [InlineData(0.123456, "1", "0.1235")]
    [InlineData(-12.5, "deg", "\u221212.5\u00b0")]
    [InlineData(123456.7, "px2", "123\u202f457\u00a0px\u00b2")]
    [InlineData(15.25, "px", "15.25\u00a0px")]
    [InlineData(2, "mm-1", "2\u00a0mm\u207b\u00b9")]
    public void Values_are_printed_with_four_digits_and_their_unit(double value, string unit, string expected) => Assert.Equal(expected, HtmlText.Quantity(value, unit));

    private static string Write(RetinaReport report)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(writer, report);
        return writer.ToString();
    }

    private static string WriteAnalysis(string sourceId)
    {
        var eye = new DrawnEye();
        using RetinaAnalyzer analyzer = Analyzers.Drawn(eye);
        using FundusImage image = eye.ToImage();
        using RetinaAnalysis analysis = analyzer.Analyze(image, new AnalysisOptions { SourceId = sourceId }, TestContext.Current.CancellationToken);
        using var writer = new StringWriter();
        HtmlReport.Write(writer, analysis);
        return writer.ToString();
    }
}
