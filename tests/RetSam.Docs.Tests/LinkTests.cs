using RetSam.Docs.Tests.Pages;
using RetSam.Sdk.Tests;

namespace RetSam.Docs.Tests;

/// <summary>A link between pages leads to a file that is there, and to a heading that is on it.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> AllPages => [.. DocumentationPages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_relative_link_leads_somewhere(string page)
    {
        string[] broken = [.. DocumentationPage.Read(page).Links.Where(l => !Leads(page, l.Target)).Select(l => $"{page}:{l.Line}: {l.Target}")];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Fact]
    public void The_page_of_a_package_has_no_relative_link_as_it_is_read_where_the_repository_is_not()
    {
        string[] relative =
        [
            .. DocumentationPages.ForUsers.Where(p => p.StartsWith("src/", StringComparison.Ordinal))
                .SelectMany(p => DocumentationPage.Read(p).Links.Where(l => !IsElsewhere(l.Target) && !l.Target.StartsWith('#')).Select(l => $"{p}:{l.Line}: {l.Target}")),
        ];
        Assert.True(relative.Length == 0, string.Join('\n', relative));
    }

    [Fact]
    public void Every_page_of_docs_is_named_in_their_index()
    {
        HashSet<string> named = [.. DocumentationPage.Read("docs/README.md").Links.Select(l => "docs/" + l.Target.Split('#')[0])];
        string[] left = [.. DocumentationPages.All.Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && p != "docs/README.md" && !named.Contains(p))];
        Assert.True(left.Length == 0, string.Join('\n', left));
    }

    [Theory]
    [InlineData("docs/report.md#the-table", true)]
    [InlineData("docs/report.md#no-such-heading", false)]
    [InlineData("docs/no-such-page.md", false)]
    [InlineData("#building-and-testing", true)]
    public void A_link_that_leads_nowhere_is_noticed(string target, bool leads) => Assert.Equal(leads, Leads("README.md", target));

    private static bool IsElsewhere(string target) => Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "mailto";

    private static bool Leads(string page, string target)
    {
        if (IsElsewhere(target))
        {
            return true;
        }

        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]))));
        string path = Path.Combine(Repository.Root, file);
        return !file.StartsWith("..", StringComparison.Ordinal) && (File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || (file.EndsWith(".md", StringComparison.Ordinal) && DocumentationPage.Read(file).Anchors.Contains(parts[1])));
    }
}
