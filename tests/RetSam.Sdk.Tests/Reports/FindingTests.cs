using System.Text;
using System.Text.Json.Nodes;
using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Reports;

/// <summary>Findings on their way through the front door.</summary>
public sealed class FindingTests
{
    private const string OwnRules =
        """
        {
          "schemaVersion": "1.0",
          "rules": [
            {
              "id": "big_disc", "name": "Big disc", "source": "test",
              "grades": [
                { "grade": 0, "name": "No" },
                { "grade": 1, "name": "Yes", "when": { "measure": "disc.area", "is": ">", "value": 10, "unit": "px2" } }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void A_report_carries_a_finding_for_each_rule_and_an_analysis_shows_them()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["diabetic_retinopathy", "glaucoma_suspicion", "amd", "myopic_maculopathy", "media_opacity"],
            analysis.Findings.Select(f => f.Id));
        Assert.Same(analysis.Report.Findings, analysis.Findings);
        Assert.All(analysis.Findings, f => Assert.Equal(Finding.NotADiagnosis, f.Disclaimer));
    }

    [Fact]
    public void A_lesion_that_nobody_looked_for_is_named_with_the_reason()
    {
        Finding retinopathy = Measure(_ => { }).Single(f => f.Id == "diabetic_retinopathy");
        Assert.Equal(FindingStatus.NotAssessable, retinopathy.Status);
        Assert.Contains("no model looked for it", retinopathy.Missing.First(m => m.Measure == "lesion.irma.count").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_applications_rules_take_the_place_of_the_default_ones()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(OwnRules));
        FindingRules rules = FindingRules.Load(stream);
        Finding finding = Assert.Single(Measure(b => b.UseFindings(rules)));
        Assert.Equal(("big_disc", FindingStatus.Assessed, 1), (finding.Id, finding.Status, finding.Grade!.Value));
        Assert.Empty(Measure(b => b.UseFindings(FindingRules.None)));
    }

    [Fact]
    public void The_default_rules_and_those_of_the_tests_keep_to_the_published_schema()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "findings.schema.json")))!;
        using Stream rules = typeof(FindingRules).Assembly.GetManifestResourceStream("RetSam.Biomarkers.findings.json")!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(rules)));
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(OwnRules)));
        Assert.NotEmpty(JsonSchemaCheck.Find(schema, JsonNode.Parse(OwnRules.Replace("\"is\"", "\"ist\"", StringComparison.Ordinal))));
    }

    private static IReadOnlyList<Finding> Measure(Action<RetinaAnalyzerBuilder> configure)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => configure(b.WithoutModel()));
        using RetinaSegmentation segmentation = new DrawnEye().ToSegmentation();
        return analyzer.Measure(segmentation, cancellationToken: TestContext.Current.CancellationToken).Findings;
    }
}
