using System.Text.Json;

namespace RetSam.Cli.Tests.Commands;

/// <summary><c>retsam selftest</c> as an installer runs it.</summary>
public sealed class SelfTestCommandTests
{
    [Fact]
    public async Task It_passes_here_and_says_so_in_lines()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("selftest", "--all");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("PASSED: all ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ok     vessel.artery.crae.knudtson: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("not a medical device", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_it_is_one_object_with_every_check()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("selftest", "--json", "-");
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal("CPUExecutionProvider", json.RootElement.GetProperty("executionProvider").GetString());
        Assert.All(json.RootElement.GetProperty("checks").EnumerateArray(), c => Assert.True(c.GetProperty("holds").GetBoolean()));
    }
}
