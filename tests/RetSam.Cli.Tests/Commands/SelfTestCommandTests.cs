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
        Retsam.Outcome outcome = await Retsam.RunAsync("selftest", "--compare-providers", "--json", "-");
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal("CPUExecutionProvider", json.RootElement.GetProperty("executionProvider").GetString());
        Assert.All(json.RootElement.GetProperty("checks").EnumerateArray(), c => Assert.True(c.GetProperty("holds").GetBoolean()));

        // The graph run as it is rounds otherwise: it was run.
        JsonElement rounding = Assert.Single(
            json.RootElement.GetProperty("checks").EnumerateArray(),
            c => c.GetProperty("subject").GetString()!.StartsWith("graph as it is", StringComparison.Ordinal) && c.GetProperty("name").GetString() == "largest difference of a probability");
        Assert.DoesNotContain("0.0e0", rounding.GetProperty("found").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Each of the three comparisons of providers passes what is the same and finds what is not, beyond its bound and not before.</summary>
    [Fact]
    public void Providers_that_differ_beyond_the_bounds_are_found()
    {
        using RetinaAnalyzer measuring = RetinaAnalyzer.Create(b => b.WithoutModel());
        using RetinaSegmentation drawn = Disc(100, 0.9f);
        Assert.Equal([true, true, true], Holds(100, 0.9f));
        Assert.Equal([true, true, true], Holds(100, 0.91f));
        Assert.Equal([false, true, true], Holds(100.1, 0.9f));
        Assert.Equal([false, true, true], Holds(100, 0.95f));
        Assert.Equal([false, false, false], Holds(130, 0.7f));

        bool[] Holds(double radius, float probability)
        {
            using RetinaSegmentation found = Disc(radius, probability);
            return [.. ProviderChecks.Compare("test", drawn, found, measuring, TestContext.Current.CancellationToken).Select(c => c.Holds)];
        }
    }

    /// <summary>A disc of a radius and one probability.</summary>
    private static RetinaSegmentation Disc(double radius, float probability)
    {
        const int Side = 400;
        var mask = new BinaryMask(Side, Side);
        var map = new ProbabilityMap(Side, Side);
        map.Values.Fill(0.1f);
        for (int i = 0; i < Side * Side; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            if (double.Hypot(x - Side / 2, y - Side / 2) < radius)
            {
                mask[x, y] = true;
                map.Values[i] = probability;
            }
        }

        return new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.OpticDisc, mask).SetProbability(RetinaClass.OpticDisc, map).SetSource("drawn").Build();
    }
}
