using RetSam.Biomarkers;
using RetSam.Sdk.Tests;

namespace RetSam.Cli.Tests.Commands;

public sealed class CatalogueDocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "biomarkers.md"));

    [Fact]
    public void The_page_on_measures_lists_the_catalogue_as_it_is()
    {
        using var tables = new StringWriter();
        CatalogueMarkdown.Write(tables, MeasureCatalogue.Default.Measures.Select(m => m.Definition));
        string listed = Page[(Page.IndexOf("<!-- catalogue -->\n", StringComparison.Ordinal) + "<!-- catalogue -->\n".Length)..Page.IndexOf("<!-- end of catalogue -->", StringComparison.Ordinal)];
        Assert.True(tables.ToString() == listed, "docs/biomarkers.md is out of date: run eng/update-biomarkers-doc.sh");
    }

    [Fact]
    public void Every_measure_stands_in_exactly_one_row()
    {
        IReadOnlyList<MeasurePattern> patterns = MeasurePattern.Of(MeasureCatalogue.Default.Measures.Select(m => m.Definition));
        Assert.Equal(MeasureCatalogue.Default.Measures.Select(m => m.Definition.Id).Order(), patterns.SelectMany(p => p.Members).Select(m => m.Id).Order());
        Assert.Contains(patterns, p => p is { Id: "vessel.{v}.density", Members.Count: 3 });
        Assert.Contains(patterns, p => p is { Id: "vessel.{v}.{z}.calibre.mean", Members.Count: 18 });
    }
}
