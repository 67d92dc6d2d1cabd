using System.Text;

namespace RetSam.Fuzz.Tests;

/// <summary>The targets themselves, without instrumentation: what is seeded is read, what was found is mended, and a little of everything is tried.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-fuzz-").FullName;

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(t => t.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_are_read(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        Assert.All(target.Seeds(), seed =>
        {
            Outcome outcome = Outcome.Of(target, seed);
            Assert.True(outcome.IsAccepted, outcome.Text);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_few_hundred_damaged_inputs_end_as_documented(string name)
    {
        CoverageMap.Install();
        FuzzStatistics statistics = new FuzzLoop(FuzzTargets.Find(name), 3, new Findings(_folder)).Run([], 400, () => false);
        Assert.True(statistics.Findings == 0, string.Join('\n', Directory.GetFiles(_folder, "*.txt").Select(File.ReadAllText)));
    }

    /// <summary>What fuzzing found, each by the smallest input that shows it.</summary>
    [Theory]
    [InlineData("cohort-csv", "\"pa\nth\"\n")]
    [InlineData("cohort-csv", "path,id\na.png,\"1\u001b[31m\"\nb.png,\"1\u001b[31m\"\n")]
    [InlineData("cohort-csv", "path,laterality\na.png,\"o\nd\"\n")]
    [InlineData("onnx", ":\0")]
    [InlineData("findings", "{\"schemaVersion\":\"\\n\",\"rules\":[]}")]
    [InlineData("findings", "{\"schemaVersion\":\"1.0\",\"rules\":[],\"a\\nb\":1}")]
    [InlineData("report", "{\"a\\nb\":}")]
    [InlineData("report", null, "\"radius\": ", "\"radius\": 1e999, \"r\": ")]
    [InlineData("report", null, "\"value\": ", "\"value\": -1.7e308, \"v\": ")]
    [InlineData("repeatability", null, "\"sd\": ", "\"sd\": 1e308, \"s\": ")]
    [InlineData("report", null, "\"class\"", "\"klass\"")]
    [InlineData("report", null, "\"details\": []", "\"details\": [{}]")]
    [InlineData("report", null, "\"x\": ", "\"ex\": ")]
    [InlineData("report", null, "\"measurements\": [", "\"measurements\": [null, ")]
    [InlineData("report", null, "\"classes\": [", "\"classes\": [null, ")]
    public void What_was_found_is_mended(string name, string? input, string? replaced = null, string? by = null)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        if (replaced is not null)
        {
            string seed = Encoding.UTF8.GetString(target.Seeds().First());
            Assert.Contains(replaced, seed, StringComparison.Ordinal);
            input = seed.Replace(replaced, by, StringComparison.Ordinal);
        }

        Outcome outcome = Outcome.Of(target, Encoding.UTF8.GetBytes(input!));
        Assert.Null(outcome.Fault);
        Assert.True(replaced is null || !outcome.IsAccepted, "it should be refused");
    }
}
