using System.Text.Json;

namespace RetSam.Cli.Tests.Commands;

/// <summary>The embedded model on the sample photograph, and bad files beside it.</summary>
public sealed class AnalyzeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photograph_gives_report_masks_overlay_and_table()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("analyze", Sample.Photograph, "--out", Output, "--overlay", "--um-per-px", "8", "--laterality", "od");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.Equal("", outcome.Error);

        RetinaReport report = RetinaReport.Parse(File.ReadAllText(Path.Combine(Output, "retina.json")));
        Assert.Equal(new ReportLaterality(Laterality.Right, LateralityOrigin.Given), report.Laterality);
        Assert.Null(report.Image.SourceId);
        Assert.NotNull(report.Segmentation.Model!.Sha256);
        Assert.All(report.Segmentation.Classes, c =>
        {
            using BinaryMask mask = Sample.ReadMask(Path.Combine(Output, "masks", $"retina.{c.Class}.png"));
            Assert.Equal((report.Image.Width, report.Image.Height), (mask.Width, mask.Height));
            Assert.True(c.Area is null || c.Area == mask.CountPixels(), c.Class);
        });
        Assert.True(new FileInfo(Path.Combine(Output, "retina.overlay.png")).Length > 10_000);
        string[] table = File.ReadAllLines(Path.Combine(Output, "report.csv"));
        Assert.Equal(2, table.Length);
        Assert.StartsWith("file,status,", table[0], StringComparison.Ordinal);
        Assert.Contains(",ok,,", table[1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Output, "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Bad_files_are_named_and_do_not_stop_the_others_and_names_never_collide()
    {
        byte[] photograph = File.ReadAllBytes(Sample.Photograph);
        _folder.Write("in/a/x.jpg", photograph);
        _folder.Write("in/b/x.jpg", photograph);
        string text = _folder.Write("in/b/bad.jpg", "no picture"u8.ToArray());
        Retsam.Outcome outcome = await Retsam.RunAsync(
            "analyze", _folder["in/**/*.jpg"], _folder["in/none.jpg"], Path.Combine(_folder.Path, "in", "nothing*.png"), "--out", Output);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(3, outcome.ErrorLines.Length);
        Assert.Contains(outcome.ErrorLines, l => l.StartsWith($"retsam: {text}: ", StringComparison.Ordinal));
        Assert.Contains(outcome.ErrorLines, l => l.EndsWith("none.jpg: no such file or folder", StringComparison.Ordinal));
        Assert.Equal(["x-2.json", "x.json"], Directory.EnumerateFiles(Output, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Output, "x.json")), File.ReadAllBytes(Path.Combine(Output, "x-2.json")));
        Assert.True(File.Exists(Path.Combine(Output, "masks", "x-2.vessel.png")));
        string[] table = File.ReadAllLines(Path.Combine(Output, "report.csv"));
        Assert.Equal(6, table.Length);
        Assert.Equal(3, table.Count(l => l.Contains(",failed,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Machines_get_one_line_of_json_for_each_image_and_no_files()
    {
        string bad = _folder.Write("bad.png", [1, 2, 3]);
        Retsam.Outcome outcome = await Retsam.RunAsync("analyze", bad, Sample.Photograph, "--json");
        Assert.Equal(2, outcome.ExitCode);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using JsonDocument failed = JsonDocument.Parse(lines[0]);
        Assert.Equal("failed", failed.RootElement.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, failed.RootElement.GetProperty("report").ValueKind);
        using JsonDocument ok = JsonDocument.Parse(lines[1]);
        Assert.Equal("ok", ok.RootElement.GetProperty("status").GetString());
        Assert.DoesNotContain("retina.jpg", ok.RootElement.GetProperty("report").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_alone_can_be_asked_for()
    {
        Assert.Equal(0, (await Retsam.RunAsync("analyze", Sample.Photograph, "--out", Output, "--format", "csv", "--threads", "1")).ExitCode);
        Assert.Equal(["report.csv"], Directory.EnumerateFiles(Output).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_model_package_that_is_none_is_named_with_its_fault()
    {
        string package = _folder.Write("model.zip", "no zip"u8.ToArray());
        Retsam.Outcome outcome = await Retsam.RunAsync("analyze", Sample.Photograph, "--out", Output, "--model", package);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"retsam: {package}: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_bundles_and_long_tables_can_be_asked_for()
    {
        string bad = _folder.Write("bad.png", [1, 2, 3]);
        Assert.Equal(2, (await Retsam.RunAsync("analyze", bad, Sample.Photograph, "--out", Output, "--html", "--fhir", "--long-csv", "--parquet")).ExitCode);
        Assert.Equal(
            ["measures.csv", "measures.parquet", "report.csv", "retina.fhir.json", "retina.html", "retina.json"],
            Directory.EnumerateFiles(Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        RetinaReport report = RetinaReport.Parse(File.ReadAllText(Path.Combine(Output, "retina.json")));
        Assert.Equal(report.Measurements.Count + 1, File.ReadAllLines(Path.Combine(Output, "measures.csv")).Length);
        Assert.Equal("PAR1"u8, File.ReadAllBytes(Path.Combine(Output, "measures.parquet")).AsSpan(0, 4));
        Assert.Contains("data:image/jpeg;base64,", File.ReadAllText(Path.Combine(Output, "retina.html")), StringComparison.Ordinal);
        using JsonDocument bundle = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "retina.fhir.json")));
        Assert.Equal("Bundle", bundle.RootElement.GetProperty("resourceType").GetString());
        foreach (string unnamed in new[] { "retina.json", "retina.html", "retina.fhir.json" })
        {
            Assert.DoesNotContain("retina.jpg", File.ReadAllText(Path.Combine(Output, unnamed)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reports_and_pages_name_the_file_when_asked_to()
    {
        Assert.Equal(0, (await Retsam.RunAsync("analyze", Sample.Photograph, "--out", Output, "--html", "--source-names")).ExitCode);
        Assert.Equal("retina.jpg", RetinaReport.Parse(File.ReadAllText(Path.Combine(Output, "retina.json"))).Image.SourceId);
        Assert.Contains("retina.jpg", File.ReadAllText(Path.Combine(Output, "retina.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segment_writes_masks_and_nothing_else()
    {
        Assert.Equal(0, (await Retsam.RunAsync("segment", Sample.Photograph, "--out", Output)).ExitCode);
        Assert.Empty(Directory.EnumerateFiles(Output));
        Assert.Contains("retina.vessel.png", Directory.EnumerateFiles(Path.Combine(Output, "masks")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Segment_names_a_file_it_cannot_read()
    {
        Retsam.Outcome outcome = await Retsam.RunAsync("segment", "no-such.jpg", "--out", Output);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("retsam: no-such.jpg: no such file", Assert.Single(outcome.ErrorLines));
    }

    [Fact]
    public async Task Stopped_a_run_ends_with_130()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, IsInteractive: false);
        int exitCode = await RetSamCommandLine.RunAsync(["analyze", Sample.Photograph, "--out", Output], console, new CancellationToken(canceled: true));
        Assert.Equal(130, exitCode);
    }
}
