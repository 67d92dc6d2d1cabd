using Microsoft.CodeAnalysis.Text;

namespace RetSam.Mutations.Tests;

/// <summary>What is drawn, and how sure its score is.</summary>
public sealed class SampleTests
{
    private static readonly Mutant[] All =
        [.. Enumerable.Range(0, 900).Select(i => Make("Large.cs", i)), .. Enumerable.Range(0, 100).Select(i => Make("Small.cs", i))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void Every_file_stands_in_proportion_to_its_mutants_and_none_is_drawn_twice(int seed)
    {
        IReadOnlyList<Mutant> drawn = MutantSample.Draw(All, 100, seed);
        Assert.Equal(100, drawn.Distinct().Count());
        Assert.Equal(90, drawn.Count(m => m.File == "Large.cs"));
    }

    [Fact]
    public void A_seed_decides_the_sample()
    {
        Assert.Equal(MutantSample.Draw(All, 50, 5), MutantSample.Draw(All, 50, 5));
        Assert.NotEqual(MutantSample.Draw(All, 50, 5), MutantSample.Draw(All, 50, 6));
    }

    /// <summary>Wilson's interval for 81 of 263, worked out by Newcombe (1998), table I: 0.2553 to 0.3662.</summary>
    [Fact]
    public void The_interval_is_Wilsons()
    {
        (double score, double low, double high) = RunResult.Wilson(81, 263);
        Assert.Equal(81.0 / 263, score);
        Assert.Equal(0.2553, low, 4);
        Assert.Equal(0.3662, high, 4);
    }

    private static Mutant Make(string file, int at) => new(file, at + 1, "x", new TextSpan(at, 1), "<", "<=");
}
