namespace RetSam.Sdk.Tests.Comparisons;

public sealed class RepeatabilityTests
{
    [Fact]
    public void The_within_subject_spread_is_that_of_a_table_worked_on_paper()
    {
        // Five eyes of three values each: m - d, m, m + d have the variance d^2. Mean of 1, 4, 9, 16, 25 is 11.
        RetinaReport[][] eyes = [.. Enumerable.Range(1, 5).Select(d => Eye("x", 100, 100 - d, 100 + d))];
        RepeatabilityEntry entry = Assert.Single(RepeatabilityTable.FromRepeats(eyes, "on paper").Entries);
        Assert.Equal(("x", "1", 5, 15), (entry.Id, entry.Unit, entry.Eyes, entry.Values));
        Assert.Equal(Math.Sqrt(11), entry.Sd, 0.001);
        Assert.Equal(Math.Sqrt(11) / 100, entry.Cv!.Value, 0.00001);
    }

    [Fact]
    public void Simulated_repetitions_exceed_the_coefficient_once_in_twenty()
    {
        var random = new Random(7);
        RetinaReport[][] eyes = [.. Enumerable.Range(0, 500).Select(i => Eye("x", 10 + i + 2 * Normal(random), 10 + i + 2 * Normal(random)))];
        RepeatabilityTable table = RepeatabilityTable.FromRepeats(eyes, "simulated");
        Assert.Equal(2, table.Entries[0].Sd, 0.15);
        int exceeding = Enumerable.Range(0, 2000).Count(i => RetinaComparison.Between(Report("x", 50 + 2 * Normal(random)), Report("x", 50 + 2 * Normal(random)), table)
            .Changes[0].Verdict == ChangeVerdict.Exceeds);
        Assert.InRange(exceeding / 2000.0, 0.03, 0.07);
    }

    [Fact]
    public void Too_few_repetitions_leave_a_measure_unknown()
    {
        RetinaReport[][] nine = [.. Enumerable.Range(1, 9).Select(d => Eye("x", 100, 100 + d))];
        Assert.Empty(RepeatabilityTable.FromRepeats(nine, "nine pairs").Entries);
        Assert.Single(RepeatabilityTable.FromRepeats([.. nine, Eye("x", 1, 2)], "ten pairs").Entries);
    }

    [Fact]
    public void Axes_that_pass_through_ninety_degrees_scatter_by_the_turn_only()
    {
        RetinaReport[][] eyes = [.. Enumerable.Range(1, 12).Select(_ => Eye("disc.orientation", 89, -89))];
        Assert.Equal(Math.Sqrt(2), RepeatabilityTable.FromRepeats(eyes, "turned").Find("disc.orientation")!.Sd, 0.001);
    }

    [Fact]
    public void A_mean_of_nothing_has_no_coefficient_of_variation()
    {
        RetinaReport[][] eyes = [.. Enumerable.Range(1, 12).Select(_ => Eye("x", 0, 0))];
        RepeatabilityEntry entry = Assert.Single(RepeatabilityTable.FromRepeats(eyes, "nothing").Entries);
        Assert.Equal((0.0, null), (entry.Sd, entry.Cv));
    }

    [Fact]
    public void Reports_of_different_segmenters_are_no_repetitions()
    {
        RetinaReport first = Report("x", 1);
        RetinaReport other = first with { Segmentation = first.Segmentation with { Source = "other" } };
        Assert.Contains("different segmenters", Assert.Throws<ArgumentException>(() => RepeatabilityTable.FromRepeats([[first, other]], "mixed")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_comes_back_from_its_json_and_one_that_cannot_be_is_refused()
    {
        RepeatabilityTable table = RepeatabilityTable.FromRepeats([.. Enumerable.Range(1, 12).Select(d => Eye("x", d, d + 1))], "written");
        Assert.Equal(table.ToJson(), RepeatabilityTable.Parse(table.ToJson()).ToJson());
        Assert.Contains("'x'", Assert.Throws<FormatException>(() => RepeatabilityTable.Parse(table.ToJson().Replace("\"sd\": ", "\"sd\": -", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => RepeatabilityTable.Parse("[]"));
    }

    [Fact]
    public void The_table_inside_is_of_measuring_and_as_tight_as_the_catalogue_promises()
    {
        RepeatabilityTable table = RepeatabilityTable.Measuring;
        Assert.Equal(RepeatabilityCoverage.Measuring, table.Covers);
        Assert.True(table.Entries.Count > 150, $"{table.Entries.Count} entries");
        Assert.Equal(table.Entries.Count, table.Entries.Select(e => e.Id).Distinct().Count());
        Assert.All(table.Entries, e => Assert.True(e.Values - e.Eyes >= RepeatabilityTable.FewestDegreesOfFreedom, e.Id));

        // Redrawing an eye moves these by no more than the catalogue's tests of invariance allow.
        Assert.InRange(table.Find("cdr.vertical")!.Sd, 0, 0.01);
        Assert.InRange(table.Find("vessel.artery.crae.knudtson")!.Cv!.Value, 0, 0.03);
        Assert.InRange(table.Find("vessel.vessel.fractal.d0")!.Sd, 0, 0.03);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static RetinaReport[] Eye(string id, params double[] values) => [.. values.Select(v => Report(id, v))];

    private static RetinaReport Report(string id, double value) => Template with
    {
        Measurements = [Template.Measurements[0] with { Id = id, Value = value, Unit = "1", Physical = null, Details = [] }],
    };

    private static RetinaReport Template { get; } = CreateTemplate();

    private static RetinaReport CreateTemplate()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel().UseMeasures(new([new DiscPixels()])));
        using RetinaSegmentation masks = new DrawnEye().ToSegmentation();
        return analyzer.Measure(masks);
    }
}
