namespace RetSam.Cli.Tests.Cohorts;

/// <summary>A plan of a cohort that is damaged is refused by name, whatever is null or missing in it.</summary>
public sealed class CohortPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"fingerprint": null, "ids": []}""")]
    [InlineData("""{"fingerprint": {"shards": null}, "ids": []}""")]
    [InlineData("""{"fingerprint": {"shards": "1", "model": null}, "ids": []}""")]
    [InlineData("""{"fingerprint": {"shards": "0"}, "ids": []}""")]
    [InlineData("""{"fingerprint": {"shards": "1"}, "ids": null}""")]
    [InlineData("""{"fingerprint": {"shards": "1"}, "ids": ["a", null]}""")]
    [InlineData("""{"fingerprint": {"shards": "1"}}""")]
    public void A_damaged_plan_is_refused(string json)
    {
        string file = _folder.Write("cohort.json", System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Contains("this is no plan of a cohort, or it is damaged", Assert.Throws<CliException>(() => CohortPlan.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_one_is_read()
    {
        string file = _folder.Write("cohort.json", """{"fingerprint": {"shards": "2"}, "ids": ["a"]}"""u8.ToArray());
        Assert.Equal((2, "a"), (CohortPlan.Read(file).Shards, Assert.Single(CohortPlan.Read(file).Ids)));
    }
}
