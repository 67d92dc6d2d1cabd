namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>The rules that ship, against the words of their sources.</summary>
public sealed class DefaultRuleTests
{
    private static readonly string[] Quadrants = ["superior_temporal", "superior_nasal", "inferior_temporal", "inferior_nasal"];

    [Theory]
    [InlineData(0, "None")]
    [InlineData(1, "Mild", "microaneurysm")]
    [InlineData(2, "Moderate", "microaneurysm", "hemorrhage")]
    [InlineData(2, "Moderate", "exudate")]
    [InlineData(2, "Moderate", "cotton_wool_spot")]
    [InlineData(2, "Moderate", "venous_beading")]
    [InlineData(3, "Severe", "irma", "hemorrhage")]
    [InlineData(4, "Proliferative", "neovascularisation")]
    [InlineData(4, "Proliferative", "patchy_hemorrhage", "microaneurysm")]
    public void Diabetic_retinopathy_follows_the_lesions_that_are_there(int grade, string name, params string[] present)
    {
        Finding finding = Find("diabetic_retinopathy", Retinopathy(present.ToDictionary(p => p, _ => 1)));
        Assert.Equal((FindingStatus.Assessed, grade, name), (finding.Status, finding.Grade!.Value, finding.GradeName));
        Assert.NotEmpty(finding.Evidence);
    }

    /// <summary>4-2-1: more than 20 haemorrhages in each of four quadrants, beading in two, IRMA in one.</summary>
    [Theory]
    [InlineData("hemorrhage", 3, 21, 21, 21, 21)]
    [InlineData("hemorrhage", 2, 20, 21, 21, 21)]
    [InlineData("hemorrhage", 2, 400, 300, 200, 20)]
    [InlineData("hemorrhage", 2, 21, 21, 21, 0)]
    [InlineData("venous_beading", 3, 1, 0, 0, 1)]
    [InlineData("venous_beading", 2, 5, 0, 0, 0)]
    [InlineData("irma", 3, 0, 1, 0, 0)]
    public void Severe_asks_for_enough_lesions_in_enough_quadrants(string lesion, int grade, params int[] quadrants)
        => Assert.Equal(grade, Find("diabetic_retinopathy", Retinopathy(new() { [lesion] = quadrants.Sum() }, (lesion, quadrants))).Grade);

    /// <summary>83 haemorrhages cannot be more than 20 in each of four quadrants; 84 can.</summary>
    [Theory]
    [InlineData(83, FindingStatus.Assessed)]
    [InlineData(84, FindingStatus.AtLeast)]
    public void Without_a_fovea_as_many_haemorrhages_as_four_quadrants_need_leave_severe_open(int count, FindingStatus status)
    {
        Finding finding = Find(
            "diabetic_retinopathy", [.. Retinopathy(new() { ["hemorrhage"] = count }).Where(m => !m.Id.Contains(".quadrant.", StringComparison.Ordinal))]);
        Assert.Equal((status, 2), (finding.Status, finding.Grade!.Value));
    }

    [Fact]
    public void Neovascularisation_alone_decides_and_names_itself()
    {
        Finding finding = Find("diabetic_retinopathy", Measured.Values(("lesion.neovascularisation.count", 2)));
        Assert.Equal((FindingStatus.Assessed, 4), (finding.Status, finding.Grade!.Value));
        FindingEvidence evidence = Assert.Single(finding.Evidence);
        Assert.Equal(("lesion.neovascularisation.count", 2.0, FindingComparison.Greater, 0.0, true), (evidence.Measure, evidence.Value, evidence.Comparison, evidence.Threshold, evidence.Holds));
    }

    [Fact]
    public void Four_lesion_classes_give_a_lower_bound_and_name_what_was_not_looked_for()
    {
        Finding finding = Find(
            "diabetic_retinopathy",
            Measured.Values(
                ("lesion.microaneurysm.count", 4), ("lesion.hemorrhage.count", 3), ("lesion.exudate.count", 0), ("lesion.cotton_wool_spot.count", 0)));
        Assert.Equal((FindingStatus.AtLeast, 2), (finding.Status, finding.Grade!.Value));
        Assert.Equal(
            ["lesion.neovascularisation.count", "lesion.patchy_hemorrhage.count", "lesion.venous_beading.count", "lesion.irma.count"],
            finding.Missing.Select(m => m.Measure).Where(m => !m.Contains(".quadrant.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_found_is_no_grade_while_something_was_not_looked_for()
    {
        Finding finding = Find("diabetic_retinopathy", Measured.Values(("lesion.microaneurysm.count", 0), ("lesion.hemorrhage.count", 0)));
        Assert.Equal(FindingStatus.NotAssessable, finding.Status);
        Assert.Null(finding.Grade);
        Assert.Null(finding.GradeName);
        Assert.DoesNotContain(finding.Missing, m => m.Measure.Contains("hemorrhage.quadrant", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.3, 1, 2, 0)]
    [InlineData(0.59, 0, 4, 0)]
    [InlineData(0.6, 1, 3, 0)]
    [InlineData(0.6, 0, 3, 1)]
    [InlineData(0.7, 1, 3, 1)]
    [InlineData(0.5, 1, 5, 1)]
    [InlineData(0.74, 1, 6, 1)]
    [InlineData(0.75, 1, 4, 2)]
    [InlineData(0.5, 1, 7, 2)]
    public void Glaucoma_is_suspected_from_cup_rim_and_likelihood_scale(double cdr, double isnt, double ddls, int grade)
        => Assert.Equal(grade, Find("glaucoma_suspicion", Disc(cdr, isnt, ddls)).Grade);

    /// <summary>A rim of at most 0.1 counts above and below, where glaucoma takes it first, and not at the sides.</summary>
    [Theory]
    [InlineData(11, 0.1, 1)]
    [InlineData(12, 0.1, 1)]
    [InlineData(1, 0.1, 1)]
    [InlineData(5, 0.1, 1)]
    [InlineData(6, 0.1, 1)]
    [InlineData(7, 0.1, 1)]
    [InlineData(6, 0.11, 0)]
    [InlineData(3, 0.05, 0)]
    [InlineData(9, 0.05, 0)]
    public void A_thin_rim_between_eleven_and_one_or_five_and_seven_is_suspected(int hour, double ratio, int grade)
        => Assert.Equal(grade, Find("glaucoma_suspicion", Disc(0.5, 1, 4, (hour, ratio))).Grade);

    [Fact]
    public void A_small_cup_needs_no_side_of_the_eye()
    {
        Finding finding = Find(
            "glaucoma_suspicion",
            [.. Disc(0.4, 1, 2).Where(m => m.Id != "rim.isnt_rule"), Measured.None("rim.isnt_rule", "Which eye it is is not known.")]);
        Assert.Equal((FindingStatus.Assessed, 0), (finding.Status, finding.Grade!.Value));
    }

    /// <summary>Diameters of AREDS (63, 125 and 656 um) as areas of circles.</summary>
    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(3, 62, 120, 1)]
    [InlineData(3, 64, 120, 2)]
    [InlineData(9, 60, 126, 2)]
    [InlineData(3, 126, 200, 3)]
    [InlineData(60, 90, 657, 3)]
    public void Amd_follows_the_largest_druse_and_the_area_of_all(int count, double largestDiameter, double totalDiameter, int category)
    {
        var measurements = new List<Measurement> { Measured.Value("lesion.drusen.count", count), Measured.Value("lesion.drusen.area", Area(totalDiameter), "px2", PixelScale.Given(1)) };
        measurements.Add(count == 0 ? Measured.None("lesion.drusen.largest", "None was found.") : Measured.Value("lesion.drusen.largest", Area(largestDiameter), "px2", PixelScale.Given(1)));
        Finding finding = Find("amd", measurements);
        Assert.Equal((FindingStatus.Assessed, category), (finding.Status, finding.Grade!.Value));

        static double Area(double diameter) => Math.PI * diameter * diameter / 4;
    }

    [Fact]
    public void Drusen_without_a_scale_cannot_be_graded()
    {
        Finding finding = Find(
            "amd", [Measured.Value("lesion.drusen.count", 3), Measured.Value("lesion.drusen.area", 50, "px2"), Measured.Value("lesion.drusen.largest", 30, "px2")]);
        Assert.Equal(FindingStatus.NotAssessable, finding.Status);
        Assert.Equal(["lesion.drusen.area", "lesion.drusen.largest"], finding.Missing.Select(m => m.Measure).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(0.2, 0, 0, 0, 1)]
    [InlineData(0.2, 1, 0, 0, 2)]
    [InlineData(0, 1, 2, 0, 3)]
    [InlineData(0, 0, 1, 1, 4)]
    public void Myopic_maculopathy_is_the_worst_category_that_is_there(double tessellation, int diffuse, int patchy, int atFovea, int category)
        => Assert.Equal(
            category,
            Find(
                "myopic_maculopathy",
                Measured.Values(
                    ("tessellation.coverage", tessellation), ("myopia.diffuse_atrophy.count", diffuse), ("myopia.patchy_atrophy.count", patchy),
                    ("myopia.patchy_atrophy.at_fovea", atFovea))).Grade);

    [Theory]
    [InlineData(2, 0.2, 0.2, 0)]
    [InlineData(1, 0.8, 0.8, 0)]
    [InlineData(1, 0.4, 0.8, 1)]
    [InlineData(0, 0.3, 0.3, 1)]
    [InlineData(0, 0.2, 0.3, 2)]
    public void Media_opacity_is_a_poor_photograph_with_few_vessels_to_be_seen(double quality, double vessels, double contrast, int grade)
        => Assert.Equal(
            grade, Find("media_opacity", Measured.Values(("quality.grade", quality), ("quality.vessel_visibility", vessels), ("quality.contrast", contrast))).Grade);

    [Fact]
    public void With_nothing_measured_every_rule_says_what_it_lacks()
        => Assert.All(FindingRules.Default.Evaluate([]), f =>
        {
            Assert.Equal(FindingStatus.NotAssessable, f.Status);
            Assert.NotEmpty(f.Missing);
            Assert.Equal(Finding.NotADiagnosis, f.Disclaimer);
            Assert.NotEmpty(f.Source);
        });

    [Fact]
    public void No_rules_find_nothing() => Assert.Empty(FindingRules.None.Evaluate(Measured.Values(("cdr.vertical", 0.9))));

    [Fact]
    public void A_drawn_cup_of_four_fifths_is_strongly_suspected()
    {
        using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(400, 400, 200, 200, 80), Drawing.Circle(400, 400, 200, 200, 66));
        Finding finding = Find("glaucoma_suspicion", MeasureCatalogue.Default.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((FindingStatus.Assessed, 2), (finding.Status, finding.Grade!.Value));
    }

    private static Finding Find(string id, IReadOnlyList<Measurement> measurements) => FindingRules.Default.Evaluate(measurements).Single(f => f.Id == id);

    /// <summary>Every measure of the rule for retinopathy: counts as given, else 0; of one lesion also where they lie.</summary>
    private static IReadOnlyList<Measurement> Retinopathy(Dictionary<string, int> counts, (string Lesion, int[] Quadrants) spread = default)
    {
        string[] lesions = ["microaneurysm", "hemorrhage", "exudate", "cotton_wool_spot", "venous_beading", "irma", "neovascularisation", "patchy_hemorrhage"];
        return
        [
            .. lesions.Select(l => Measured.Value($"lesion.{l}.count", counts.GetValueOrDefault(l))),
            .. lesions.SelectMany(l => Quadrants.Select((q, i) => Measured.Value($"lesion.{l}.quadrant.{q}.count", l == spread.Lesion ? spread.Quadrants![i] : 0))),
        ];
    }

    /// <summary>Every measure of the rule for glaucoma; rims of 0.3 but for one.</summary>
    private static IReadOnlyList<Measurement> Disc(double cdr, double isnt, double ddls, (int Hour, double Ratio) thin = default)
        =>
        [
            .. Measured.Values(("cdr.vertical", cdr), ("rim.isnt_rule", isnt), ("ddls", ddls)),
            .. Enumerable.Range(1, 12).Select(hour => Measured.Value($"rim.clock_hours.{hour}", hour == thin.Hour ? thin.Ratio : 0.3)),
        ];
}
