using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.Comparisons;

public sealed class ComparisonTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_report_compared_with_itself_has_changed_nowhere_and_nothing_exceeds()
    {
        RetinaReport report = PhantomReport.Create();
        RetinaComparison comparison = RetinaComparison.Between(report, report);
        Assert.Equal(ComparisonKind.Visits, comparison.Kind);
        Assert.Empty(comparison.Cautions);
        Assert.Equal(report.Measurements.Select(m => m.Id), comparison.Changes.Select(c => c.Id));
        MeasureChange[] compared = [.. comparison.Changes.Where(c => c.Status == ChangeStatus.Compared)];
        Assert.True(compared.Length > 100, $"{compared.Length} measures compared");
        Assert.All(compared, c => Assert.True(c.Change == 0 && c.Verdict != ChangeVerdict.Exceeds, c.Id));
    }

    [Fact]
    public void A_change_is_second_less_first_in_micrometres_and_relative_to_the_first()
    {
        RetinaComparison comparison = RetinaComparison.Between(Eye(discRadius: 40), Eye(discRadius: 44));
        MeasureChange height = comparison.Find("disc.height")!;
        Assert.Equal("um", height.Unit);
        Assert.Equal(height.Second - height.First, height.Change);
        Assert.Equal(8 * 10.0, height.Change!.Value, 2.0);
        Assert.Equal(0.1, height.RelativeChange!.Value, 0.005);
    }

    [Fact]
    public void Pixels_of_photographs_without_a_scale_are_compared_only_when_frame_and_field_of_view_are_the_same()
    {
        RetinaReport first = Eye(scale: null);
        RetinaComparison same = RetinaComparison.Between(first, Eye(discRadius: 44, scale: null));
        Assert.Contains(ComparisonCaution.SameScaleAssumed, same.Cautions);
        Assert.Equal((ChangeStatus.Compared, "px"), (same.Find("disc.height")!.Status, same.Find("disc.height")!.Unit));

        RetinaReport wider = Measure(new DrawnEye { Width = 600, Height = 500 }, null, Laterality.Right);
        RetinaComparison other = RetinaComparison.Between(first, wider);
        MeasureChange height = other.Find("disc.height")!;
        Assert.Equal([ComparisonCaution.ScalesNotComparable], other.Cautions);
        Assert.Equal((ChangeStatus.ScaleUnknown, ChangeVerdict.Unknown), (height.Status, height.Verdict));
        Assert.Contains("give both a PixelScale", height.Reason, StringComparison.Ordinal);
        Assert.NotNull(height.First);
        Assert.Null(height.Change);
        Assert.Equal(ChangeStatus.Compared, other.Find("cdr.vertical")!.Status);

        RetinaComparison half = RetinaComparison.Between(first, Eye());
        Assert.Equal(ChangeStatus.ScaleUnknown, half.Find("disc.height")!.Status);
    }

    [Fact]
    public void The_same_eye_photographed_at_two_sizes_is_the_same_in_micrometres()
    {
        RetinaReport small = Phantom(512, Laterality.Right);
        RetinaReport large = Phantom(1024, Laterality.Right);
        MeasureChange area = RetinaComparison.Between(small, large).Find("disc.area")!;
        Assert.Equal("um2", area.Unit);
        Assert.Equal(0, area.RelativeChange!.Value, 0.01);
        Assert.Equal(ChangeVerdict.Within, area.Verdict);
    }

    [Fact]
    public void The_other_eye_is_compared_as_its_mirror_image()
    {
        // A left eye that is the mirror image of the right one: whatever names a side by anatomy, or is mirrored here, is the same.
        RetinaReport right = Phantom(1024, Laterality.Right);
        RetinaReport left = Phantom(1024, Laterality.Left);
        RetinaComparison comparison = RetinaComparison.Between(right, left);
        Assert.Equal(ComparisonKind.Eyes, comparison.Kind);
        foreach (string id in (string[])["rim.nasal", "rim.temporal", "macula.disc_angle", "cdr.vertical", "rim.clock_hours.3", "rim.clock_hours.12"])
        {
            MeasureChange change = comparison.Find(id)!;
            Assert.Equal(ChangeStatus.Compared, change.Status);
            Assert.Equal(change.First!.Value, change.Second!.Value, 0.02 * Math.Abs(change.First.Value) + 0.02);
        }

        Assert.Equal(left.Find("rim.clock_hours.9")!.Value, comparison.Find("rim.clock_hours.3")!.Second);
        Assert.Equal(left.Find("rim.clock_hours.12")!.Value, comparison.Find("rim.clock_hours.12")!.Second);
        Assert.Equal(right.Measurements.Count, comparison.Changes.Count);
    }

    [Fact]
    public void The_direction_of_an_axis_is_mirrored_and_turns_by_the_smaller_angle()
    {
        RetinaReport first = With(Eye(), "disc.orientation", 80);
        MeasureChange turned = RetinaComparison.Between(first, With(Eye(), "disc.orientation", -80)).Find("disc.orientation")!;
        Assert.Equal(20, turned.Change!.Value, 1e-9);
        Assert.Null(turned.RelativeChange);
        MeasureChange mirrored = RetinaComparison.Between(first, With(Eye(laterality: Laterality.Left), "disc.orientation", -75)).Find("disc.orientation")!;
        Assert.Equal((75.0, -5.0), (mirrored.Second!.Value, mirrored.Change!.Value));
    }

    [Fact]
    public void Where_the_eye_is_not_known_measures_seen_from_the_pictures_side_are_not_compared()
    {
        RetinaReport unknown = With(Eye(laterality: Laterality.Unknown), "disc.orientation", 10);
        RetinaComparison comparison = RetinaComparison.Between(unknown, With(Eye(), "disc.orientation", 10));
        Assert.Equal(ComparisonKind.Unknown, comparison.Kind);
        Assert.Equal(ChangeStatus.EyeUnknown, comparison.Find("disc.orientation")!.Status);
        Assert.Equal(ChangeStatus.Compared, comparison.Find("disc.area")!.Status);
        Assert.Contains(ComparisonCaution.EyeUnknown, comparison.Cautions);
    }

    [Fact]
    public void Places_in_the_frame_and_missing_values_have_their_own_status()
    {
        RetinaReport sees = Eye();
        RetinaReport blind = Measure(new DrawnEye { Fovea = null }, 10, Laterality.Right);
        RetinaComparison comparison = RetinaComparison.Between(sees, blind);
        Assert.Equal(ChangeStatus.PlaceInFrame, RetinaComparison.Between(sees, sees).Find("macula.centre.x")!.Status);
        Assert.Equal(ChangeStatus.MissingInSecond, comparison.Find("macula.disc_angle")!.Status);
        Assert.Equal(ChangeStatus.MissingInFirst, RetinaComparison.Between(blind, sees).Find("macula.disc_angle")!.Status);
        Assert.Equal(ChangeStatus.MissingInBoth, RetinaComparison.Between(blind, blind).Find("macula.disc_angle")!.Status);
        Assert.Contains("fovea", comparison.Find("macula.disc_angle")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_of_different_models_or_stages_get_changes_and_no_verdict()
    {
        RetinaReport first = PhantomReport.Create(source: "a");
        RetinaComparison comparison = RetinaComparison.Between(first, PhantomReport.Create(source: "b"));
        Assert.Contains(ComparisonCaution.DifferentSegmenters, comparison.Cautions);
        Assert.NotNull(comparison.Find("cdr.vertical")!.Change);
        Assert.All(comparison.Changes, c => Assert.Equal(ChangeVerdict.Unknown, c.Verdict));
        RetinaReport staged = first with { Segmentation = first.Segmentation with { Stages = [new ReportStage("cleaner", null)] } };
        Assert.Contains(ComparisonCaution.DifferentSegmenters, RetinaComparison.Between(first, staged).Cautions);
    }

    [Fact]
    public void Measuring_alone_does_not_explain_a_cup_that_grew_and_does_explain_a_redrawing()
    {
        MeasureChange grown = RetinaComparison.Between(Phantom(1024, Laterality.Right, cup: 0.4), Phantom(1024, Laterality.Right, cup: 0.6)).Find("cdr.vertical")!;
        Assert.Equal((ChangeVerdict.Exceeds, RepeatabilityCoverage.Measuring), (grown.Verdict, grown.Repeatability!.Covers));
        Assert.Contains("procedural eyes", grown.Repeatability.Source, StringComparison.Ordinal);
        MeasureChange redrawn = RetinaComparison.Between(Phantom(1024, Laterality.Right, cup: 0.4), Phantom(900, Laterality.Right, cup: 0.4)).Find("cdr.vertical")!;
        Assert.Equal(ChangeVerdict.Within, redrawn.Verdict);
    }

    [Fact]
    public void A_measure_of_which_nothing_is_known_says_so()
    {
        RetinaReport report = Eye();
        ReportMeasurement own = report.Find("cdr.vertical")! with { Id = "test.own" };
        report = report with { Measurements = [own] };
        MeasureChange change = Assert.Single(RetinaComparison.Between(report, report).Changes);
        Assert.Equal((ChangeStatus.Compared, ChangeVerdict.Unknown), (change.Status, change.Verdict));
        Assert.Null(change.Repeatability);
        Assert.Contains("not known", change.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.55, ChangeVerdict.Within)]
    [InlineData(0.65, ChangeVerdict.Exceeds)]
    public void Where_both_reports_have_intervals_a_change_must_leave_them_too(double second, ChangeVerdict expected)
    {
        RetinaReport before = With(Eye(), "cdr.vertical", 0.5, 0.45, 0.54);
        RetinaReport after = With(Eye(), "cdr.vertical", second, second - 0.06, second + 0.01);
        MeasureChange change = RetinaComparison.Between(before, after).Find("cdr.vertical")!;
        Assert.Equal(RepeatabilityCoverage.Edges, change.Repeatability!.Covers);
        Assert.Equal(0.04 + 0.06, change.Repeatability.Coefficient, 0.01);
        Assert.Equal(expected, change.Verdict);
        Assert.Equal(expected, RetinaComparison.Between(after, before).Find("cdr.vertical")!.Verdict);
    }

    [Fact]
    public void Ones_own_table_goes_before_the_sdks_for_the_model_it_was_taken_with_only()
    {
        RetinaReport first = With(PhantomReport.Create(source: "a"), "cdr.vertical", 0.5);
        RetinaReport second = With(PhantomReport.Create(source: "a"), "cdr.vertical", 0.6);
        RepeatabilityTable own = RepeatabilityTable.Measuring with
        {
            Method = "my clinic", Covers = RepeatabilityCoverage.Photographs, Source = "a", ModelSha256 = new string('a', 64),
            Entries = [new RepeatabilityEntry("cdr.vertical", "1", 0.05, 0.1, 20, 40)],
        };
        MeasureChange change = RetinaComparison.Between(first, second, own).Find("cdr.vertical")!;
        Assert.Equal(1.96 * Math.Sqrt(2) * 0.05, change.Repeatability!.Coefficient, 1e-12);
        Assert.Equal((RepeatabilityCoverage.Photographs, ChangeVerdict.Within), (change.Repeatability.Covers, change.Verdict));
        MeasureChange others = RetinaComparison.Between(first, second, own with { ModelSha256 = new string('b', 64) }).Find("cdr.vertical")!;
        Assert.Equal(RepeatabilityCoverage.Measuring, others.Repeatability!.Covers);
    }

    [Fact]
    public void Cautions_name_estimated_scales_other_versions_and_the_wrong_order()
    {
        RetinaReport early = Eye() with { Image = new ReportImage(null, 480, 400, DateTimeOffset.UnixEpoch) };
        RetinaReport late = Eye() with
        {
            Image = new ReportImage(null, 480, 400, DateTimeOffset.UnixEpoch.AddYears(1)),
            Scale = new ReportScale(10, PixelScaleProvenance.FromFovAngle),
            Generator = new ReportGenerator("RetSam.Sdk", "0.0.1"),
        };
        Assert.Equal([ComparisonCaution.ScaleEstimated, ComparisonCaution.DifferentVersions], RetinaComparison.Between(early, late).Cautions);
        Assert.Contains(ComparisonCaution.SecondIsEarlier, RetinaComparison.Between(late, early).Cautions);
    }

    [Theory]
    [InlineData(PixelScaleProvenance.Given, ChangeVerdict.Exceeds)]
    [InlineData(PixelScaleProvenance.FromDiscDiameter, ChangeVerdict.Unknown)]
    public void A_length_by_an_estimated_scale_does_not_exceed_what_leaves_the_scales_error_out(PixelScaleProvenance provenance, ChangeVerdict expected)
    {
        RetinaReport second = Eye(discRadius: 44) with { Scale = new ReportScale(10, provenance) };
        RetinaComparison comparison = RetinaComparison.Between(Eye(), second);
        Assert.Equal(expected, comparison.Find("disc.area")!.Verdict);
        Assert.NotNull(comparison.Find("disc.area")!.Repeatability);
        Assert.Equal(ChangeVerdict.Exceeds, RetinaComparison.Between(Eye(), With(second, "cdr.vertical", 0.9)).Find("cdr.vertical")!.Verdict);
    }

    [Fact]
    public void A_value_that_one_report_has_in_pixels_only_is_not_compared_with_micrometres()
    {
        RetinaReport first = With(Eye(), "disc.height", 80);
        MeasureChange height = RetinaComparison.Between(first, Eye()).Find("disc.height")!;
        Assert.Equal((ChangeStatus.ScaleUnknown, "px"), (height.Status, height.Unit));
    }

    [Fact]
    public void A_comparison_comes_back_from_its_json_byte_for_byte()
    {
        string json = RetinaComparison.Between(PhantomReport.Create(1), PhantomReport.Create(2, eye: Laterality.Left)).ToJson();
        Assert.Equal(json, RetinaComparison.Parse(json).ToJson());
        Assert.Contains("\"verdict\": \"Exceeds\"", json, StringComparison.Ordinal);
        Assert.Contains("2.0", Assert.Throws<FormatException>(() => RetinaComparison.Parse(json.Replace("\"schemaVersion\": \"1.0\"", "\"schemaVersion\": \"2.0\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => RetinaComparison.Parse("{}"));
    }

    [Fact]
    public async Task Two_photographs_are_analysed_and_compared_and_given_back()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using FundusImage image = new DrawnEye().ToImage();
        byte[] encoded = BoxCodec.Encode(image);
        var right = new AnalysisOptions { Laterality = Laterality.Right, Scale = PixelScale.Given(10), SourceId = "one" };
        RetinaComparison comparison = await analyzer.CompareAsync(
            BatchInput.FromStream(_ => new(new MemoryStream(encoded)), "one", right),
            BatchInput.FromImage(image, "two", right with { SourceId = "two" }),
            cancellationToken: Token);
        Assert.Equal(("one", "two"), (comparison.First.SourceId, comparison.Second.SourceId));
        Assert.Equal(0, comparison.Find("disc.area")!.Change);
        await Assert.ThrowsAsync<FundusImageException>(() => analyzer.CompareAsync(
            BatchInput.FromStream(_ => new(new MemoryStream([1])), "bad"), BatchInput.FromImage(image, "good"), cancellationToken: Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzer.CompareAsync(
            BatchInput.FromImage(image, "one"), BatchInput.FromImage(image, "two"), cancellationToken: new CancellationToken(canceled: true)));
    }

    private static RetinaReport Eye(double discRadius = 40, double? scale = 10, Laterality laterality = Laterality.Right)
        => Measure(new DrawnEye { DiscRadius = discRadius }, scale, laterality);

    private static RetinaReport Measure(DrawnEye eye, double? scale, Laterality laterality)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation masks = eye.ToSegmentation();
        return analyzer.Measure(
            masks,
            new AnalysisOptions { Laterality = laterality, Scale = scale is { } um ? PixelScale.Given(um) : PixelScale.Unknown, InferLaterality = false },
            Token);
    }

    private static RetinaReport Phantom(int size, Laterality laterality, double? cup = 0.5)
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation masks = Biomarkers.Phantoms.EyePhantom.Create(new() { Size = size, Laterality = laterality, CupToDiscRatio = cup }).DrawSegmentation();
        return analyzer.Measure(masks, new AnalysisOptions { Laterality = laterality, Scale = PixelScale.Given(12.0 * 1024 / size) }, Token);
    }

    /// <summary>The report with another value of one measure.</summary>
    private static RetinaReport With(RetinaReport report, string id, double value, double? low = null, double? high = null) => report with
    {
        Measurements = [.. report.Measurements.Select(m => m.Id != id ? m : m with
        {
            Value = value, Low = low, High = high, Status = MeasurementStatus.Ok, Reason = null, Physical = null,
        })],
    };
}
