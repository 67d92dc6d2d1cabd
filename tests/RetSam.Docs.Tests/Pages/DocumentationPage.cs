using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RetSam.Sdk.Tests;

namespace RetSam.Docs.Tests.Pages;

/// <summary>One Markdown page: its code, its links, and the places in it that a link can lead to.</summary>
internal sealed class DocumentationPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly MarkdownDocument _document;

    private DocumentationPage(string name, string text)
    {
        Name = name;
        _document = Markdown.Parse(text, Pipeline);
    }

    /// <summary>The path from the root of the repository, with forward slashes.</summary>
    public string Name { get; }

    /// <summary>The names of its headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors => _document.Descendants<HeadingBlock>().Select(h => h.GetAttributes().Id).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Targets of links and pictures, each with its line, counted from 1.</summary>
    public IEnumerable<(int Line, string Target)> Links
        => _document.Descendants<LinkInline>().Where(l => l.Url is not null).Select(l => (l.Line + 1, l.Url!));

    /// <summary>The fenced blocks, in order.</summary>
    public IEnumerable<CodeBlock> CodeBlocks
    {
        get
        {
            Block? before = null;
            foreach (Block block in _document.Descendants<Block>())
            {
                if (block is FencedCodeBlock code)
                {
                    // The fence takes a line of its own, and lines are counted from 1.
                    yield return new CodeBlock(Name, code.Line + 2, code.Info ?? "", code.Lines.ToString(), Directive.Of(before as HtmlBlock));
                }

                before = block;
            }
        }
    }

    /// <summary>A page of the repository.</summary>
    public static DocumentationPage Read(string name) => Parse(name, File.ReadAllText(Path.Combine(Repository.Root, name)));

    public static DocumentationPage Parse(string name, string text) => new(name, text);
}
