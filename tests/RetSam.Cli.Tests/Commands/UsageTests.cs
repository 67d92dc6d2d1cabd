namespace RetSam.Cli.Tests.Commands;

public sealed class UsageTests
{
    public static TheoryData<string, string> WrongLines => new()
    {
        { "measure", "at least one mask" },
        { "measure --fovea 10,10", "at least one mask" },
        { "measure --fovea here --vessel v.png", "X,Y" },
        { "measure --um-per-px -3 --vessel v.png", "positive number" },
        { "measure --um-per-px NaN --vessel v.png", "positive number" },
        { "measure --laterality up --vessel v.png", "od, os or auto" },
        { "measure --lesion drusen", "CLASS=MASK" },
        { "measure --lesion freckle=f.png", "'freckle'" },
        { "measure --lesion vessel=f.png", "'vessel'" },
        { "measure --nonsense", "--nonsense" },
        { "analyze --out x", "Required argument" },
        { "analyze a.jpg", "--out DIR" },
        { "analyze a.jpg --out x --threads 0", "1 to 1024" },
        { "analyze a.jpg --out x --threads many", "1 to 1024" },
        { "analyze a.jpg --out x --format xml", "xml" },
        { "segment a.jpg", "--out" },
        { "frobnicate", "frobnicate" },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task A_wrong_command_line_says_what_is_wrong_and_ends_with_exit_code_1(string line, string expected)
    {
        Retsam.Outcome outcome = await Retsam.RunAsync(line.Split(' '));
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("retsam: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Theory]
    [InlineData("--help", "Exit codes")]
    [InlineData("analyze --help", "report.csv")]
    [InlineData("measure --help", "--lesion <CLASS=MASK>")]
    [InlineData("catalogue --help", "--json")]
    public async Task Help_goes_to_the_standard_output(string line, string expected)
    {
        Retsam.Outcome outcome = await Retsam.RunAsync(line.Split(' '));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(expected, outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
    }
}
