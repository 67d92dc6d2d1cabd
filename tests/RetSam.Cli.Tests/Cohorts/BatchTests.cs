namespace RetSam.Cli.Tests.Cohorts;

/// <summary>Cohorts of small phantoms with the embedded model: however they are divided, the files are the same to the byte.</summary>
public sealed class BatchTests
{
    private const int Images = 4;

    [Fact]
    public async Task Shards_merged_equal_one_process_and_reports_equal_those_of_analyze()
    {
        using var cohort = new Cohort(Images, whole: true);
        Assert.Equal(0, (await cohort.RunAsync("one")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("many", "--shard", "2/3")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("many", "--shard", "0/3", "--threads", "1")).ExitCode);
        Retsam.Outcome early = await cohort.MergeAsync("many", "many.parquet");
        Assert.Equal(2, early.ExitCode);
        Assert.EndsWith("for shard 1/3", Assert.Single(early.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, (await cohort.RunAsync("many", "--shard", "1/3")).ExitCode);

        Assert.Equal(0, (await cohort.MergeAsync("many", "merged")).ExitCode);
        Assert.Equal(0, (await cohort.MergeAsync("one", "one.csv")).ExitCode);
        cohort.AssertSameFile("one/parts/part-0000-of-0001.parquet", "merged/measures.parquet");
        cohort.AssertSameFile("one.csv", "merged/measures.csv");
        Assert.Equal(
            Enumerable.Range(0, Images).Select(i => $"P{i}"),
            File.ReadLines(cohort["one.csv"]).Skip(1).Select(l => l.Split(',')[0]).Distinct());

        Assert.Equal(0, (await Retsam.RunAsync("analyze", cohort["eye1.png"], "--out", cohort["analyzed"], "--laterality", "os", "--um-per-px", "7.5")).ExitCode);
        cohort.AssertSameFile("analyzed/eye1.json", "one/reports/P1.json");
        cohort.AssertSameFile("analyzed/eye1.json", "many/reports/P1.json");
    }

    [Fact]
    public async Task A_failed_image_is_remembered_named_and_tried_again_when_asked()
    {
        using var cohort = new Cohort();
        cohort.WriteEye(0);
        cohort.Write("bad.png", "no picture"u8.ToArray());
        cohort.WriteManifest("path,id\neye0.png,../../evil\nbad.png,bad\n");
        Retsam.Outcome outcome = await cohort.RunAsync("out");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("retsam: bad: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("%2E.%2F..%2Fevil.json", Path.GetFileName(Assert.Single(cohort.Reports("out"))));
        Assert.Equal(2, (await cohort.MergeAsync("out", "m.csv")).ExitCode);

        File.Copy(cohort["eye0.png"], cohort["bad.png"], overwrite: true);
        Assert.Equal(2, (await cohort.RunAsync("out")).ExitCode);
        Assert.Equal(0, (await cohort.RunAsync("out", "--retry-failed")).ExitCode);
        Assert.Empty(Directory.EnumerateFiles(cohort["out/errors"]));
        Assert.Equal(2, cohort.Reports("out").Length);
    }

    [Fact]
    public async Task Another_option_or_manifest_is_refused_unless_begun_anew()
    {
        using var cohort = new Cohort();
        cohort.WriteEye(0);
        cohort.WriteManifest("path,um_per_px\neye0.png,7\n");
        Assert.Equal(0, (await cohort.RunAsync("out")).ExitCode);
        string report = File.ReadAllText(Assert.Single(cohort.Reports("out")));
        Assert.Contains("shards: 1, now 2", (await cohort.RunAsync("out", "--shard", "0/2")).Error, StringComparison.Ordinal);
        Assert.Contains("intervals: no, now yes", (await cohort.RunAsync("out", "--intervals")).Error, StringComparison.Ordinal);
        Assert.Contains("flips: None, now Both", (await cohort.RunAsync("out", "--flips", "both")).Error, StringComparison.Ordinal);
        Assert.Contains("tiles: none, now 2", (await cohort.RunAsync("out", "--tiles", "2")).Error, StringComparison.Ordinal);
        Assert.Contains("classes: optic-disc, now vessel", (await Retsam.RunAsync("batch", "--manifest", cohort.Manifest, "--out", cohort["out"], "--classes", "vessel")).Error, StringComparison.Ordinal);
        cohort.WriteManifest("path,um_per_px\neye0.png,8\n");
        Retsam.Outcome refused = await cohort.RunAsync("out");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("manifest: ", refused.Error, StringComparison.Ordinal);
        Assert.Equal(report, File.ReadAllText(Assert.Single(cohort.Reports("out"))));
        Assert.Equal(0, (await cohort.RunAsync("out", "--restart")).ExitCode);
        Assert.NotEqual(report, File.ReadAllText(Assert.Single(cohort.Reports("out"))));
    }

    [Fact]
    public async Task What_is_wrong_is_told_before_anything_is_written()
    {
        using var cohort = new Cohort();
        cohort.WriteManifest("path,id\na.png,x\n,y\nb.png,X\n");
        Retsam.Outcome outcome = await cohort.RunAsync("out");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(2, outcome.ErrorLines.Length);
        Assert.Equal(1, (await cohort.RunAsync("out", "--shard", "2/2")).ExitCode);
        Assert.Equal(1, (await cohort.RunAsync("out", "--threads", "0")).ExitCode);
        cohort.WriteManifest("path\na.png\n");
        Retsam.Outcome unknown = await Retsam.RunAsync("batch", "--manifest", cohort.Manifest, "--out", cohort["out"], "--classes", "drusen");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("does not predict drusen", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(["images.csv"], cohort.Files("."));
    }
}
