using RetSam.Docs.Tests.Code;
using RetSam.Docs.Tests.Pages;
using RetSam.Sdk.Tests;

namespace RetSam.Docs.Tests;

/// <summary>A program that a page shows with what it prints does print that, on the sample photograph.</summary>
[Collection(nameof(Alone))]
public sealed class RunTests
{
    public static TheoryData<string, int> Programs
        => [.. DocumentationPages.ForUsers.SelectMany(p => DocumentationPage.Read(p).CodeBlocks).Where(b => b.Directive.Runs).Select(b => (b.Page, b.Line))];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_prints_what_the_page_says(string name, int line)
    {
        DocumentationPage page = DocumentationPage.Read(name);
        string expected = page.CodeBlocks.First(b => b.Line > line && b.Language == "text").Text;
        Func<Task> program = SnippetCompiler.Load(SnippetCompiler.Compile(page).Single(c => c.Block.Line == line).Compilation);

        string printed = await RunAsync(program);

        Assert.True(PrintedText.Agree(expected, printed), $"{name}:{line} prints\n{printed}\nThe page says\n{expected}");
    }

    private static async Task<string> RunAsync(Func<Task> program)
    {
        string folder = Directory.CreateTempSubdirectory("retsam-docs-").FullName;
        File.Copy(Path.Combine(Repository.Root, "samples", "images", "retina.jpg"), Path.Combine(folder, "retina.jpg"));
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(printed);
            await program();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }

        return printed.ToString();
    }
}
