using System.Text;

namespace RetSam.Biomarkers.Tests.Findings;

/// <summary>How conditions are combined, and what is said when measures are missing.</summary>
public sealed class RuleLogicTests
{
    private const string A = """{ "measure": "a", "is": ">", "value": 0, "unit": "1" }""";
    private const string B = """{ "measure": "b", "is": ">", "value": 0, "unit": "1" }""";
    private const string C = """{ "measure": "c", "is": ">", "value": 0, "unit": "1" }""";

    [Theory]
    [InlineData("<", FindingComparison.Less, 1, true)]
    [InlineData("<", FindingComparison.Less, 2, false)]
    [InlineData("<=", FindingComparison.LessOrEqual, 2, true)]
    [InlineData("<=", FindingComparison.LessOrEqual, 3, false)]
    [InlineData(">", FindingComparison.Greater, 2, false)]
    [InlineData(">", FindingComparison.Greater, 3, true)]
    [InlineData(">=", FindingComparison.GreaterOrEqual, 2, true)]
    [InlineData(">=", FindingComparison.GreaterOrEqual, 1, false)]
    [InlineData("==", FindingComparison.Equal, 2, true)]
    [InlineData("==", FindingComparison.Equal, 1, false)]
    public void A_comparison_reads_as_it_is_written(string symbol, FindingComparison comparison, double value, bool holds)
    {
        string when = $$"""{ "measure": "a", "is": "{{symbol}}", "value": 2, "unit": "1" }""";
        Finding finding = Evaluate(when, Measured.Values(("a", value)));
        Assert.Equal(holds ? 1 : 0, finding.Grade);
        Assert.Equal(new FindingEvidence("a", value, comparison, 2, "1", holds, "S"), Assert.Single(finding.Evidence));
    }

    /// <summary>Kleene's tables, with 1 true, 0 false and ? missing.</summary>
    [Theory]
    [InlineData("all", "11", "1")]
    [InlineData("all", "10", "0")]
    [InlineData("all", "1?", "?")]
    [InlineData("all", "0?", "0")]
    [InlineData("any", "00", "0")]
    [InlineData("any", "10", "1")]
    [InlineData("any", "1?", "1")]
    [InlineData("any", "0?", "?")]
    public void What_is_there_decides_where_it_can(string how, string values, string expected)
    {
        Finding finding = Evaluate($$"""{ "{{how}}": [{{A}}, {{B}}] }""", Read("ab", values));
        Assert.Equal(expected, Write(finding));
        Assert.Equal(expected == "?" ? ["b"] : [], finding.Missing.Select(m => m.Measure));
        Assert.All(finding.Evidence, e => Assert.Equal(expected == "1", e.Holds));
        Assert.Equal(expected == "?", finding.Evidence.Count == 0);
    }

    [Theory]
    [InlineData("11?", "1")]
    [InlineData("110", "1")]
    [InlineData("100", "0")]
    [InlineData("00?", "0")]
    [InlineData("10?", "?")]
    [InlineData("0??", "?")]
    public void At_least_two_of_three_is_known_as_soon_as_it_can_be(string values, string expected)
        => Assert.Equal(expected, Write(Evaluate($$"""{ "atLeast": 2, "of": [{{A}}, {{B}}, {{C}}] }""", Read("abc", values))));

    [Theory]
    [InlineData("1", "0")]
    [InlineData("0", "1")]
    [InlineData("?", "?")]
    public void Not_turns_an_answer_round_and_leaves_none_alone(string value, string expected)
        => Assert.Equal(expected, Write(Evaluate($$"""{ "not": {{A}} }""", Read("a", value))));

    [Fact]
    public void A_grade_that_is_reached_is_said_at_least_when_a_worse_one_lacks_an_input()
    {
        Finding finding = Load($$"""{ "grade": 1, "name": "One", "when": {{A}} }, { "grade": 2, "name": "Two", "when": {{B}} }""")
            .Evaluate([Measured.Value("a", 3), Measured.None("b", "Nobody looked for b.")])[0];
        Assert.Equal((FindingStatus.AtLeast, 1, "One"), (finding.Status, finding.Grade!.Value, finding.GradeName));
        Assert.Equal(new FindingGap("b", "Nobody looked for b."), Assert.Single(finding.Missing));
        Assert.Equal("a", Assert.Single(finding.Evidence).Measure);
    }

    [Fact]
    public void The_worst_grade_is_said_whatever_the_lesser_ones_lack()
    {
        Finding finding = Load($$"""{ "grade": 1, "name": "One", "when": {{A}} }, { "grade": 2, "name": "Two", "when": {{B}} }""")
            .Evaluate(Measured.Values(("b", 1)))[0];
        Assert.Equal((FindingStatus.Assessed, 2), (finding.Status, finding.Grade!.Value));
        Assert.Empty(finding.Missing);
    }

    [Fact]
    public void A_threshold_in_micrometres_asks_for_the_scale_and_uses_it()
    {
        string when = """{ "measure": "a", "is": ">=", "value": 1000, "unit": "um2" }""";
        Finding known = Evaluate(when, [Measured.Value("a", 10, "px2", PixelScale.Given(10))]);
        Assert.Equal(new FindingEvidence("a", 1000, FindingComparison.GreaterOrEqual, 1000, "um2", true, "S"), Assert.Single(known.Evidence));
        Finding unknown = Evaluate(when, [Measured.Value("a", 10, "px2")]);
        Assert.Equal(FindingStatus.NotAssessable, unknown.Status);
        Assert.Contains("Micrometres per pixel", Assert.Single(unknown.Missing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_in_another_unit_is_never_compared()
    {
        Finding finding = Evaluate("""{ "measure": "a", "is": ">", "value": 1, "unit": "deg" }""", Measured.Values(("a", 5)));
        Assert.Equal(FindingStatus.NotAssessable, finding.Status);
        Assert.Contains("deg", Assert.Single(finding.Missing).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_source_goes_with_a_threshold()
    {
        string when = $$"""{ "any": [{ "all": [{{A}}], "source": "inner" }, {{B}}], "source": "outer" }""";
        Assert.Equal(["inner", "outer"], Evaluate(when, Measured.Values(("a", 1), ("b", 1))).Evidence.Select(e => e.Source));
    }

    [Fact]
    public void Rules_name_the_measures_of_all_their_parts_each_once()
        => Assert.Equal(
            ["b", "a", "c"],
            Load($$"""{ "grade": 1, "name": "One", "when": { "any": [{{B}}, { "not": {{A}} }, { "atLeast": 1, "of": [{{C}}, {{B}}] }] } }""").Measures);

    [Fact]
    public void A_comparison_that_decides_twice_is_listed_once()
        => Assert.Single(Evaluate($$"""{ "all": [{{A}}, { "any": [{{A}}] }] }""", Measured.Values(("a", 1))).Evidence);

    [Fact]
    public void Two_measurements_of_one_id_are_refused()
        => Assert.Throws<ArgumentException>(() => FindingRules.Default.Evaluate(Measured.Values(("a", 1), ("a", 2))));

    private static Finding Evaluate(string when, IReadOnlyList<Measurement> measurements)
        => Load($$"""{ "grade": 1, "name": "One", "when": {{when}} }""").Evaluate(measurements).Single();

    private static FindingRules Load(string grades)
    {
        string json = $$"""
            { "schemaVersion": "1.0", "rules": [{ "id": "r", "name": "R", "source": "S", "grades": [{ "grade": 0, "name": "Zero" }, {{grades}}] }] }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return FindingRules.Load(stream);
    }

    private static IReadOnlyList<Measurement> Read(string ids, string values)
        => [.. ids.Zip(values).Where(p => p.Second != '?').Select(p => Measured.Value(p.First.ToString(), p.Second - '0'))];

    private static string Write(Finding finding) => finding.Status switch
    {
        FindingStatus.Assessed => finding.Grade == 1 ? "1" : "0",
        _ => finding.Grade is null ? "?" : "!",
    };
}
