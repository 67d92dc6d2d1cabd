namespace RetSam.Cli.Tests.Cohorts;

/// <summary>Folders that were begun otherwise, or are damaged, and several processes at one folder.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"fingerprint\":{\"shards\":\"99999999999\"},\"ids\":[]}")]
    [InlineData("{\"fingerprint\":{\"shards\":\"0\"},\"ids\":[]}")]
    [InlineData("{\"fingerprint\":{\"shards\":\"1\"},\"ids\":[null]}")]
    [InlineData("{\"fingerprint\":{\"shards\":\"1\",\"model\":7},\"ids\":[]}")]
    [InlineData("half")]
    public async Task A_damaged_plan_is_named_and_restart_recovers_it(string text)
    {
        using var cohort = new Cohort(1);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("out")).ExitCode);
        string plan = cohort["out/cohort.json"];
        string whole = File.ReadAllText(plan);
        File.WriteAllText(plan, text == "half" ? whole[..(whole.Length / 2)] : text);
        foreach (Retsam.Outcome refused in new[] { await cohort.RunAsync("out"), await cohort.MergeAsync("out", "m.csv") })
        {
            Assert.Equal(2, refused.ExitCode);
            Assert.StartsWith($"retsam: {plan}: ", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
            Assert.Contains("--restart", refused.Error, StringComparison.Ordinal);
        }

        Assert.Single(cohort.Reports("out"));
        Assert.Equal(0, (await cohort.RunAsync("out", "--restart")).ExitCode);
        cohort.AssertSameFolder("calm", "out");
    }

    [Fact]
    public async Task Results_without_a_plan_are_not_taken_for_this_cohorts()
    {
        using var cohort = new Cohort(1);
        Assert.Equal(0, (await cohort.RunAsync("out")).ExitCode);
        File.Delete(cohort["out/cohort.json"]);
        Retsam.Outcome refused = await cohort.RunAsync("out");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("no cohort.json", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await cohort.RunAsync("out", "--restart")).ExitCode);
    }

    [Fact]
    public async Task Shards_that_begin_anew_together_lose_nothing_of_each_other()
    {
        const int Shards = 4;
        using var cohort = new Cohort(Shards * 2);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);
        for (int repeat = 0; repeat < 3; repeat++)
        {
            // What is there is of another number of shards.
            Assert.Equal(0, (await cohort.RunAsync("out", "--shard", "0/1", "--restart")).ExitCode);
            Retsam.Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, Shards).Select(i => Task.Run(() => cohort.RunAsync("out", "--shard", $"{i}/{Shards}", "--restart"))));
            Assert.All(outcomes, o => Assert.Equal((0, ""), (o.ExitCode, o.Error)));
            Assert.Equal(0, (await cohort.MergeAsync("out", "merged.parquet")).ExitCode);
            cohort.AssertSameFile("calm/parts/part-0000-of-0001.parquet", "merged.parquet");
        }
    }

    [Fact]
    public async Task A_shard_that_is_being_worked_on_is_refused_and_nothing_of_it_is_removed()
    {
        using var cohort = new Cohort(2);
        Assert.Equal(0, (await cohort.RunAsync("out", "--shard", "1/2")).ExitCode);
        string[] before = cohort.Files("out");
        using (CohortLock? held = CohortLock.TryTake(cohort["out/locks/shard-0001-of-0002.lock"]))
        {
            Assert.NotNull(held);
            Retsam.Outcome twice = await cohort.RunAsync("out", "--shard", "1/2");
            Assert.Equal(2, twice.ExitCode);
            Assert.Contains("shard 1/2 is being worked on by another process", Assert.Single(twice.ErrorLines), StringComparison.Ordinal);
            Retsam.Outcome anew = await cohort.RunAsync("out", "--shard", "0/3", "--restart");
            Assert.Equal(2, anew.ExitCode);
            Assert.Contains("shard-0001-of-0002", Assert.Single(anew.ErrorLines), StringComparison.Ordinal);
        }

        Assert.Empty(before.Except(cohort.Files("out")));
        Assert.Equal(0, (await cohort.RunAsync("out", "--shard", "0/2")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("out", "--shard", "0/3", "--restart")).ExitCode);
    }
}
