using System.Text.Json.Nodes;
using RetSam.Biomarkers;
using RetSam.Sdk.Tests.Reports;

namespace RetSam.Sdk.Tests.Stages;

public sealed class QualityGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_flat_picture_is_refused_before_the_model_runs_with_its_grade_and_what_was_wanted()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter, b => b.UseQualityGate());
        using FundusImage image = new DrawnEye().ToImage(new FundusImageMetadata { SourceId = "patient-4711" });
        QualityGateException refused = Assert.Throws<QualityGateException>(() => analyzer.Report(image));
        Assert.Equal(QualityGrade.Reject, refused.Grade);
        Assert.Contains("graded Reject", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Usable or better is wanted", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, segmenter.Calls);
    }

    [Fact]
    public void A_skipped_photograph_has_its_quality_measured_nothing_looked_for_and_the_reason_in_its_report()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter, b => b.UseQualityGate(new QualityGateOptions { Action = QualityGateAction.SkipSegmentation }));
        using FundusImage image = new DrawnEye().ToImage();
        RetinaReport report = analyzer.Report(image);
        Assert.Equal(0, segmenter.Calls);
        Assert.Empty(report.Segmentation.Classes);
        Assert.Null(report.Segmentation.Model);
        Assert.Equal("quality-gate", report.Segmentation.Source);
        Assert.StartsWith("not segmented: graded Reject", Assert.Single(report.Segmentation.Stages).Note, StringComparison.Ordinal);
        Assert.Equal(0, report.Find("quality.grade")!.Value);
        Assert.Equal(MeasurementStatus.NoVessels, report.Find("vessel.vessel.density")!.Status);
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;
        Assert.Empty(JsonSchemaCheck.Find(schema, JsonNode.Parse(report.ToJson())));
    }

    [Fact]
    public void A_photograph_of_the_grade_passes_and_one_under_a_stricter_grade_does_not()
    {
        using FundusImage photograph = SkiaCodec();
        QualityGrade grade = GradeOf(photograph);
        Assert.True(grade > QualityGrade.Reject, $"the sample photograph is graded {grade}");
        using RetinaAnalyzer same = Gate(grade);
        same.Report(photograph);
        using FundusImage flat = new DrawnEye { Width = photograph.Width, Height = photograph.Height }.ToImage();
        Assert.Throws<QualityGateException>(() => same.Report(flat));

        RetinaAnalyzer Gate(QualityGrade minimum) => Analyzers.Drawn(
            new DrawnSegmenter(new DrawnEye { Width = photograph.Width, Height = photograph.Height }),
            b => b.UseQualityGate(new QualityGateOptions { MinimumGrade = minimum }));
    }

    [Fact]
    public void A_gate_that_lets_every_grade_pass_still_refuses_what_cannot_be_graded()
    {
        using FundusImage thin = FundusImage.FromPixels(new byte[3 * 40 * 3], 40, 3, PixelFormat.Rgb24);
        using RetinaAnalyzer analyzer = Analyzers.Drawn(
            new DrawnSegmenter(new DrawnEye { Width = 40, Height = 3 }), b => b.UseQualityGate(new QualityGateOptions { MinimumGrade = QualityGrade.Reject }));
        QualityGateException refused = Assert.Throws<QualityGateException>(() => analyzer.Report(thin));
        Assert.Null(refused.Grade);
        Assert.Contains("without a grade", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QualityGateOptions { MinimumGrade = (QualityGrade)7 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QualityGateOptions { Action = (QualityGateAction)7 });
    }

    private static QualityGrade GradeOf(FundusImage photograph)
    {
        using RetinaSegmentation nothing = new RetinaSegmentation.Builder(photograph.Width, photograph.Height).SetFieldOfView(FieldOfView.Detect(photograph)).Build();
        using var context = new MeasureContext(nothing, image: photograph);
        return (QualityGrade)(int)MeasureCatalogue.Default.Find("quality.grade")!.Take(context).Value!.Value;
    }

    private static FundusImage SkiaCodec()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        return analyzer.Decode(Path.Combine(Repository.Root, "samples", "images", "retina.jpg"), null, Token);
    }
}
