using System.Diagnostics;
using System.Text;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>Cohorts of small phantoms with the embedded model: however they are divided and stopped, the files are the same to the byte.</summary>
public sealed class BatchTests : IDisposable
{
    private const int Images = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shards_merged_equal_one_process_and_reports_equal_those_of_analyze()
    {
        string manifest = await WriteCohortAsync();
        Assert.Equal(0, (await RunAsync(manifest, "one", "0/1")).ExitCode);
        Assert.Equal(0, (await RunAsync(manifest, "many", "2/3")).ExitCode);
        Assert.Equal(0, (await RunAsync(manifest, "many", "0/3")).ExitCode);
        Retsam.Outcome early = await Retsam.RunAsync("merge", _folder["many"], "--out", _folder["many.parquet"]);
        Assert.Equal(2, early.ExitCode);
        Assert.EndsWith("for shard 1/3", Assert.Single(early.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(manifest, "many", "1/3")).ExitCode);

        Assert.Equal(0, (await Retsam.RunAsync("merge", _folder["many"], "--out", _folder["merged"])).ExitCode);
        Assert.Equal(0, (await Retsam.RunAsync("merge", _folder["one"], "--out", _folder["one.csv"])).ExitCode);
        AssertSameFile("one/parts/part-0000-of-0001.parquet", "merged/measures.parquet");
        AssertSameFile("one.csv", "merged/measures.csv");
        Assert.Equal(
            Enumerable.Range(0, Images).Select(i => $"P{i}"),
            File.ReadLines(_folder["one.csv"]).Skip(1).Select(l => l.Split(',')[0]).Distinct());

        Assert.Equal(0, (await Retsam.RunAsync("analyze", _folder["eye1.png"], "--out", _folder["analyzed"], "--laterality", "os", "--um-per-px", "7.5")).ExitCode);
        AssertSameFile("analyzed/eye1.json", "one/reports/P1.json");
        AssertSameFile("analyzed/eye1.json", "many/reports/P1.json");
    }

    [Fact]
    public async Task A_run_that_is_killed_and_resumed_gives_the_bytes_of_one_that_was_not()
    {
        string manifest = await WriteCohortAsync();
        Assert.Equal(0, (await RunAsync(manifest, "calm", "0/1")).ExitCode);
        int seen = 0;
        for (int kill = 1; kill <= 2; kill++)
        {
            using Process process = Start("batch", "--manifest", manifest, "--out", _folder["killed"]);

            // Killed once it has written one report more, wherever it is by then.
            while (!process.HasExited && Reports("killed").Length <= seen)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.All(Reports("killed"), file => Assert.NotNull(RetinaReport.Parse(File.ReadAllText(file))));
            seen = Reports("killed").Length;
            Assert.True(seen > 0);
        }

        string first = Reports("killed").MinBy(File.GetLastWriteTimeUtc)!;
        DateTime written = File.GetLastWriteTimeUtc(first);
        Assert.Equal(0, (await RunAsync(manifest, "killed", "0/1")).ExitCode);
        Assert.Equal(written, File.GetLastWriteTimeUtc(first));
        string[] files = [.. Directory.EnumerateFiles(_folder["calm"], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder["calm"], f))];
        Assert.Equal(Images + 2, files.Length);
        Assert.All(files, f => AssertSameFile(Path.Combine("calm", f), Path.Combine("killed", f)));
    }

    [Fact]
    public async Task A_failed_image_is_remembered_named_and_tried_again_when_asked()
    {
        await WriteEyeAsync(0);
        _folder.Write("bad.png", "no picture"u8.ToArray());
        string manifest = _folder.Write("images.csv", "path,id\neye0.png,../../evil\nbad.png,bad\n"u8.ToArray());
        Retsam.Outcome outcome = await RunAsync(manifest, "out", "0/1");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("retsam: bad: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("%2E.%2F..%2Fevil.json", Path.GetFileName(Assert.Single(Reports("out"))));
        Assert.Equal(2, (await Retsam.RunAsync("merge", _folder["out"], "--out", _folder["m.csv"])).ExitCode);

        File.Copy(_folder["eye0.png"], _folder["bad.png"], overwrite: true);
        Assert.Equal(2, (await RunAsync(manifest, "out", "0/1")).ExitCode);
        Assert.Equal(0, (await RunAsync(manifest, "out", "0/1", "--retry-failed")).ExitCode);
        Assert.Empty(Directory.EnumerateFiles(_folder["out/errors"]));
        Assert.Equal(2, Reports("out").Length);
    }

    [Fact]
    public async Task Another_option_or_manifest_is_refused_unless_begun_anew()
    {
        await WriteEyeAsync(0);
        string manifest = _folder.Write("images.csv", "path,um_per_px\neye0.png,7\n"u8.ToArray());
        Assert.Equal(0, (await RunAsync(manifest, "out", "0/1")).ExitCode);
        string report = File.ReadAllText(Assert.Single(Reports("out")));
        Assert.Contains("shards: 1, now 2", (await RunAsync(manifest, "out", "0/2")).Error, StringComparison.Ordinal);
        Assert.Contains("intervals: no, now yes", (await RunAsync(manifest, "out", "0/1", "--intervals")).Error, StringComparison.Ordinal);
        File.WriteAllText(manifest, "path,um_per_px\neye0.png,8\n");
        Retsam.Outcome refused = await RunAsync(manifest, "out", "0/1");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("manifest: ", refused.Error, StringComparison.Ordinal);
        Assert.Equal(report, File.ReadAllText(Assert.Single(Reports("out"))));
        Assert.Equal(0, (await RunAsync(manifest, "out", "0/1", "--restart")).ExitCode);
        Assert.NotEqual(report, File.ReadAllText(Assert.Single(Reports("out"))));
    }

    [Fact]
    public async Task A_faulty_manifest_is_listed_and_nothing_is_run()
    {
        string manifest = _folder.Write("images.csv", "path,id\na.png,x\n,y\nb.png,X\n"u8.ToArray());
        Retsam.Outcome outcome = await RunAsync(manifest, "out", "0/1");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(2, outcome.ErrorLines.Length);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
        Assert.Equal(1, (await RunAsync(manifest, "out", "2/2")).ExitCode);
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "retsam.dll"), .. args]) { RedirectStandardError = true, RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    private Task<Retsam.Outcome> RunAsync(string manifest, string output, string shard, params string[] more)
        => Retsam.RunAsync(["batch", "--manifest", manifest, "--out", Path.Combine(_folder.Path, output), "--shard", shard, .. more]);

    private async Task<string> WriteCohortAsync()
    {
        var manifest = new StringBuilder("path,id,laterality,um_per_px\n");
        for (int i = 0; i < Images; i++)
        {
            await WriteEyeAsync(i);
            manifest.Append(System.Globalization.CultureInfo.InvariantCulture, $"eye{i}.png,P{i},{(i % 2 == 0 ? "od" : "os")},7.5\n");
        }

        return _folder.Write("images.csv", Encoding.UTF8.GetBytes(manifest.ToString()));
    }

    private async Task WriteEyeAsync(int i)
    {
        Assert.Equal(0, (await Retsam.RunAsync("phantom", "--size", "320", "--seed", $"{i + 1}", "--out", _folder[$"phantom{i}"])).ExitCode);
        File.Copy(_folder[$"phantom{i}/phantom.png"], _folder[$"eye{i}.png"]);
    }

    private string[] Reports(string output)
        => Directory.Exists(_folder[$"{output}/reports"]) ? Directory.GetFiles(_folder[$"{output}/reports"], "*.json") : [];

    private void AssertSameFile(string expected, string actual) => Assert.Equal(File.ReadAllBytes(_folder[expected]), File.ReadAllBytes(_folder[actual]));
}
