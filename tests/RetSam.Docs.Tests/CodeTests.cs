using RetSam.Docs.Tests.Code;
using RetSam.Docs.Tests.Pages;

namespace RetSam.Docs.Tests;

/// <summary>Code that a page shows is code that a reader can paste.</summary>
public sealed class CodeTests
{
    public static TheoryData<string> PagesWithCode => [.. DocumentationPages.ForUsers.Where(p => DocumentationPage.Read(p).CodeBlocks.Any(b => b.Language == "csharp"))];

    public static TheoryData<string> PagesWithJson => [.. DocumentationPages.ForUsers.Where(p => DocumentationPage.Read(p).CodeBlocks.Any(b => b.Language == "json"))];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_block_of_CSharp_compiles(string page)
    {
        string[] complaints = [.. SnippetCompiler.Compile(DocumentationPage.Read(page)).SelectMany(c => SnippetCompiler.Complaints(c.Compilation))];
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    [Theory]
    [MemberData(nameof(PagesWithJson))]
    public void Every_block_of_JSON_is_JSON(string page)
    {
        foreach (CodeBlock block in DocumentationPage.Read(page).CodeBlocks.Where(b => b.Language == "json"))
        {
            Exception? fault = Record.Exception(() => System.Text.Json.JsonDocument.Parse(block.Text).Dispose());
            Assert.True(fault is null, $"{page}:{block.Line}: {fault?.Message}");
        }
    }

    [Fact]
    public void A_block_that_does_not_compile_is_told_with_page_line_and_message()
    {
        DocumentationPage page = DocumentationPage.Parse("made/up.md", "text\n\n```csharp\nint width = 1;\n\nint number = \"text\";\n```\n");
        string complaint = Assert.Single(SnippetCompiler.Compile(page).SelectMany(c => SnippetCompiler.Complaints(c.Compilation)));
        Assert.StartsWith("made/up.md:6: CS0029 ", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_blocks_of_getting_started_are_one_program()
    {
        CodeBlock[] blocks = [.. DocumentationPage.Read("docs/getting-started.md").CodeBlocks.Where(b => b.Language == "csharp")];
        Assert.True(blocks.Length > 1);
        DocumentationPage whole = DocumentationPage.Parse("docs/getting-started.md", $"```csharp\n{string.Join('\n', blocks.Select(b => b.Text))}\n```");
        Assert.Empty(SnippetCompiler.Compile(whole).SelectMany(c => SnippetCompiler.Complaints(c.Compilation)));
    }

    [Fact]
    public void Only_blocks_that_say_why_are_not_compiled()
    {
        CodeBlock[] left = [.. DocumentationPages.ForUsers.SelectMany(p => DocumentationPage.Read(p).CodeBlocks).Where(b => b.Directive.NotCompiled is not null)];
        Assert.All(left, b => Assert.True(b.Directive.NotCompiled!.Length > 20, $"{b.Page}:{b.Line} gives no reason"));
        Assert.All(left, b => Assert.Contains(b.Page, new[] { "docs/imagesharp-adapter.md" }));
    }
}
