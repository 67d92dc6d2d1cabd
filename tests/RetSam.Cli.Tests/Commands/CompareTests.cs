namespace RetSam.Cli.Tests.Commands;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_reports_give_a_line_for_each_measure_that_both_have()
    {
        string first = await ReportAsync("first", cup: 50);
        string second = await ReportAsync("second", cup: 60);
        Retsam.Outcome outcome = await Retsam.RunAsync("compare", first, second);
        Assert.Equal(0, outcome.ExitCode);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id\tfirst\tsecond\tchange\tunit\tstatus\trepeatability\tcovers\tverdict", lines[0]);
        string[] ratio = lines.Single(l => l.StartsWith("cdr.vertical\t", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(("Compared", "Measuring", "Exceeds"), (ratio[5], ratio[7], ratio[8]));
        Assert.Equal(0.1, double.Parse(ratio[3], System.Globalization.CultureInfo.InvariantCulture), 0.01);
        Assert.All(lines.Skip(1), l => Assert.Equal("Compared", l.Split('\t')[5]));
        Assert.True((await Retsam.RunAsync("compare", first, second, "--all")).Output.Length > outcome.Output.Length);
    }

    [Fact]
    public async Task Json_is_the_librarys_own()
    {
        string first = await ReportAsync("first", cup: 50);
        Retsam.Outcome outcome = await Retsam.RunAsync("compare", first, first, "--json", "-");
        RetinaReport report = RetinaReport.Parse(await File.ReadAllTextAsync(first, TestContext.Current.CancellationToken));
        Assert.Equal(RetinaComparison.Between(report, report).ToJson() + "\n", outcome.Output);
    }

    [Fact]
    public async Task Repetitions_in_folders_make_a_table_that_compare_uses()
    {
        string[] folders = [.. Enumerable.Range(0, 10).Select(i => Directory.CreateDirectory(_folder[$"eye{i}"]).FullName)];
        string first = await ReportAsync("first", cup: 50);
        string second = await ReportAsync("second", cup: 54);
        foreach (string folder in folders)
        {
            File.Copy(first, Path.Combine(folder, "1.json"));
            File.Copy(second, Path.Combine(folder, "2.json"));
        }

        string table = _folder["table.json"];
        Assert.Equal(0, (await Retsam.RunAsync(["repeatability", .. folders, "--method", "ten eyes twice", "--json", table])).ExitCode);
        Retsam.Outcome outcome = await Retsam.RunAsync("compare", first, second, "--repeatability", table);
        string[] ratio = outcome.Output.Split('\n').Single(l => l.StartsWith("cdr.vertical\t", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(("Photographs", "Within"), (ratio[7], ratio[8]));
    }

    [Fact]
    public async Task A_few_phantoms_give_the_kind_of_table_that_is_inside()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("repeatability", "--eyes", "3");
        RepeatabilityTable table = RepeatabilityTable.Parse(outcome.Output);
        Assert.Equal((RepeatabilityCoverage.Measuring, 18), (table.Covers, table.Find("cdr.vertical")!.Values));
        Assert.Equal(table.Entries.Select(e => e.Unit).Distinct().Order(), RepeatabilityTable.Measuring.Entries.Select(e => e.Unit).Distinct().Order());
    }

    [Fact]
    public async Task A_file_that_is_no_report_is_named()
    {
        string bad = _folder["bad.json"];
        await File.WriteAllTextAsync(bad, "{}", TestContext.Current.CancellationToken);
        Retsam.Outcome outcome = await Retsam.RunAsync("compare", bad, bad);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("bad.json: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    private async Task<string> ReportAsync(string name, double cup)
    {
        string discMask = Drawing.Circle(400, 400, 200, 200, 100).Save(_folder[$"{name}.disc.png"]);
        string cupMask = Drawing.Circle(400, 400, 200, 200, cup).Save(_folder[$"{name}.cup.png"]);
        string report = _folder[$"{name}.json"];
        Assert.Equal(0, (await Retsam.RunAsync("measure", "--disc", discMask, "--cup", cupMask, "--um-per-px", "8", "--laterality", "od", "--json", report)).ExitCode);
        return report;
    }
}
