using RetSam.Docs.Tests;
using RetSam.Docs.Tests.Pages;
using RetSam.Packages.Tests.Consumers;
using RetSam.Packages.Tests.Packages;
using RetSam.Sdk.Tests;

namespace RetSam.Packages.Tests;

/// <summary>The packages, used by a project that has nothing else of this repository.</summary>
public sealed class ConsumerTests
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "NativeAot", "Program.cs"));

    [Fact]
    public async Task The_first_program_of_getting_started_prints_what_the_page_says_and_writes_its_files()
    {
        PackedPackages.SkipUnlessPacked();
        CodeBlock[] blocks = [.. DocumentationPage.Read("docs/getting-started.md").CodeBlocks];
        using var consumer = new Consumer(blocks.Single(b => b.Directive.Runs).Text);

        string printed = await consumer.RunAsync();

        string expected = blocks.Single(b => b.Language == "text").Text;
        Assert.True(PrintedText.Agree(expected, printed), printed);
        Assert.True(new FileInfo(consumer.PathOf("retina.overlay.png")).Length > 10_000);
        Assert.Contains("\"schemaVersion\"", await File.ReadAllTextAsync(consumer.PathOf("retina.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishAot")]
    public async Task The_main_job_runs_as_it_is_published(string way)
    {
        PackedPackages.SkipUnlessPacked();
        // Each warning of each library by itself, not one for all.
        using var consumer = new Consumer(Sample, (way, "true"), ("TrimmerSingleWarn", "false"));

        string built = await consumer.PublishAsync();
        Assert.DoesNotContain("warning IL", built, StringComparison.Ordinal);
        Assert.Matches(@"^\d+ measurements, vessel density 0\.1\d+, overlay \d+ bytes, \d+ ms\s*$", await consumer.RunPublishedAsync("retina.jpg"));
    }
}
