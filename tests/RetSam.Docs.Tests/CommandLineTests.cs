using System.CommandLine;
using System.CommandLine.Parsing;
using RetSam.Cli;
using RetSam.Docs.Tests.CommandLines;
using RetSam.Docs.Tests.Pages;
using RetSam.Sdk.Tests;

namespace RetSam.Docs.Tests;

/// <summary>A command line that a page shows is one that the tool takes.</summary>
public sealed class CommandLineTests
{
    private const string FromClone = "src/RetSam.Cli";

    public static TheoryData<string> PagesWithCommands => [.. DocumentationPages.All.Where(p => ShellCommands.On(DocumentationPage.Read(p)).Any(c => IsRetsam(c.Words) || Project(c.Words) is not null))];

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public void Every_command_line_of_retsam_parses(string page)
    {
        foreach ((int line, string[] words) in ShellCommands.On(DocumentationPage.Read(page)).Where(c => IsRetsam(c.Words)))
        {
            string[] faults = [.. Faults(words)];
            Assert.True(faults.Length == 0, $"{page}:{line}: {string.Join(' ', words)}: {string.Join(' ', faults)}");
        }
    }

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public void Every_project_that_a_command_line_names_is_there(string page)
    {
        foreach ((int line, string[] words) in ShellCommands.On(DocumentationPage.Read(page)))
        {
            Assert.True(Project(words) is not { } project || Directory.Exists(Path.Combine(Repository.Root, project)), $"{page}:{line}: {string.Join(' ', words)}");
        }
    }

    [Fact]
    public void A_wrong_command_line_is_noticed()
    {
        DocumentationPage page = DocumentationPage.Parse("made/up.md", "```\nretsam analyze eye.jpg --out out --overlays   # a letter too many\n```\n");
        (int line, string[] words) = Assert.Single(ShellCommands.On(page));
        Assert.Equal(2, line);
        Assert.True(IsRetsam(words));
        Assert.Equal(["--overlays is no option."], Faults(words));
    }

    /// <summary>What the tool has against a command line. It is parsed, not run: the files need not be there.</summary>
    private static IEnumerable<string> Faults(string[] words)
    {
        ParseResult result = RetSamCommandLine.Create(CliConsole.System).Parse([.. Arguments(words)]);
        // A command that takes any number of files takes what looks like an option for one more of them.
        IEnumerable<string> misspelt = result.Tokens.Where(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal)).Select(t => t.Value);
        return [.. result.Errors.Select(e => e.Message), .. misspelt.Select(m => $"{m} is no option.")];
    }

    private static bool IsRetsam(string[] words) => words[0] == "retsam" || (Project(words) == FromClone && words.Contains("--"));

    private static IEnumerable<string> Arguments(string[] words) => words[0] == "retsam" ? words.Skip(1) : words.SkipWhile(w => w != "--").Skip(1);

    /// <summary>The project that <c>dotnet run --project</c> and its like name.</summary>
    private static string? Project(string[] words)
    {
        int option = words[0] == "dotnet" ? Array.IndexOf(words, "--project") : -1;
        return option >= 0 && option + 1 < words.Length ? words[option + 1] : null;
    }
}
