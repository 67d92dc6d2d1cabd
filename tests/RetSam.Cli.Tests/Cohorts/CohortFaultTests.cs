using System.Text;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>Disks and photographs that fail a run half-way: it says which file and why, leaves none half-written, and goes on later.</summary>
public sealed class CohortFaultTests
{
    [Theory]
    [InlineData("cohort.json")]
    [InlineData("reports/P1.json")]
    [InlineData("errors/bad.error.json")]
    [InlineData("parts/part-0000-of-0001.parquet")]
    public async Task A_full_disk_ends_the_run_and_names_the_file(string name)
    {
        using var cohort = new Cohort(3);
        cohort.Write("bad.png", "no picture"u8.ToArray());
        File.AppendAllText(cohort.Manifest, "bad.png,bad,,\n");
        Assert.Equal(2, (await cohort.RunAsync("calm")).ExitCode);

        string file = cohort[$"out/{name}"];
        FaultyFiles.FillDiskUnder(file);
        AssertNamed(file, "No space left on device", await cohort.RunAsync("out"));
        AssertNothingHalfWritten(cohort, "out");
        Assert.False(File.Exists(file));

        Assert.Equal(2, (await cohort.RunAsync("out")).ExitCode);
        cohort.AssertSameFolder("calm", "out");
    }

    [Theory]
    [InlineData("measures.csv")]
    [InlineData("measures.parquet")]
    public async Task A_full_disk_ends_the_merge_and_names_the_file(string name)
    {
        using var cohort = new Cohort(1);
        Assert.Equal(0, (await cohort.RunAsync("out")).ExitCode);
        string file = cohort[$"merged/{name}"];
        FaultyFiles.FillDiskUnder(file);
        AssertNamed(file, "No space left on device", await cohort.MergeAsync("out", "merged"));
        AssertNothingHalfWritten(cohort, "merged");
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_disk_that_is_full_or_read_only_is_told_and_the_run_goes_on_when_it_is_not()
    {
        using var cohort = new Cohort(3);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);
        using IDisposable disk = FaultyFiles.Mount(cohort["disk"], "size=64k");
        Retsam.Outcome full = await cohort.RunAsync("disk/out");
        Assert.Equal(2, full.ExitCode);
        Assert.Contains("/disk/out/reports/P", Assert.Single(full.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("No space left on device", full.Error, StringComparison.Ordinal);
        AssertNothingHalfWritten(cohort, "disk/out");

        FaultyFiles.Remount(cohort["disk"], "size=8m,ro");
        foreach (Retsam.Outcome refused in new[] { await cohort.RunAsync("disk/out"), await cohort.RunAsync("disk/other"), await cohort.MergeAsync("calm", "disk/m.csv") })
        {
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("/disk/", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
            Assert.Contains("Read-only file system", refused.Error, StringComparison.Ordinal);
        }

        FaultyFiles.Remount(cohort["disk"], "rw");
        Assert.Equal(0, (await cohort.RunAsync("disk/out")).ExitCode);
        cohort.AssertSameFolder("calm", "disk/out");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may write anywhere.");
        using var cohort = new Cohort(1);
        string folder = Directory.CreateDirectory(cohort["locked"]).FullName;
#pragma warning disable CA1416 // Skipped on Windows above.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AssertNamed(folder, "denied", await cohort.RunAsync("locked"));
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_photograph_that_vanishes_half_way_fails_alone_and_can_be_tried_again()
    {
        const int Images = 6;
        using var cohort = new Cohort(Images, whole: true);
        string last = cohort[$"eye{Images - 1}.png"];
        byte[] photograph = File.ReadAllBytes(last);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);

        // With one in the network no more than three are begun before a report is there.
        Task<Retsam.Outcome> run = Task.Run(() => cohort.RunAsync("out", "--threads", "1"));
        while (!run.IsCompleted && cohort.Reports("out").Length == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        File.Delete(last);
        Retsam.Outcome outcome = await run;
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal($"retsam: P{Images - 1}: no such file", Assert.Single(outcome.ErrorLines));
        Assert.Equal(Images - 1, cohort.Reports("out").Length);

        File.WriteAllBytes(last, photograph);
        Assert.Equal(0, (await cohort.RunAsync("out", "--retry-failed")).ExitCode);
        cohort.AssertSameFolder("calm", "out");
    }

    [Fact]
    public async Task A_photograph_that_comes_slowly_or_is_cut_off_spoils_nothing()
    {
        using var cohort = new Cohort(2);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);
        byte[] photograph = File.ReadAllBytes(cohort["eye0.png"]);
        File.Delete(cohort["eye0.png"]);
        FaultyFiles.MakePipe(cohort["eye0.png"]);

        Task<Retsam.Outcome> cutOff = Task.Run(() => cohort.RunAsync("out"));
        await FeedAsync(cohort["eye0.png"], photograph.AsMemory(0, photograph.Length / 2));
        Retsam.Outcome outcome = await cutOff;
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("retsam: P0: ", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);

        Task<Retsam.Outcome> again = Task.Run(() => cohort.RunAsync("out", "--retry-failed"));
        await FeedAsync(cohort["eye0.png"], photograph);
        outcome = await again;
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        cohort.AssertSameFolder("calm", "out");
    }

    /// <summary>Gives a reader a file in small pieces, as a busy network share does.</summary>
    private static async Task FeedAsync(string pipe, ReadOnlyMemory<byte> content)
    {
        await using FileStream stream = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        const int Piece = 4096;
        for (int at = 0; at < content.Length; at += Piece)
        {
            await stream.WriteAsync(content.Slice(at, Math.Min(Piece, content.Length - at)), TestContext.Current.CancellationToken);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static void AssertNamed(string file, string reason, Retsam.Outcome outcome)
    {
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(file, Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Want of memory is nothing of the photograph's: it is not kept as its failure, and a run with more memory ends as an undisturbed one.</summary>
    [Fact]
    public async Task A_photograph_for_which_memory_runs_out_is_left_to_the_next_run()
    {
        const int Side = 4000;
        using var cohort = new Cohort(2);
        byte[] pixels = new byte[3 * Side * Side];
        for (int i = 0; i < Side * Side; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            pixels[3 * i] = (byte)(double.Hypot(x - Side / 2, y - Side / 2) < 0.48 * Side ? 150 : 0);
        }

        cohort.Write("large.ppm", [.. Encoding.ASCII.GetBytes($"P6 {Side} {Side} 255\n"), .. pixels]);
        File.AppendAllText(cohort.Manifest, "large.ppm,large,,\n");
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);

        using RetsamProcess small = RetsamProcess.StartWithHeap(128, cohort.Line("out", "--threads", "1"));
        Retsam.Outcome starved = await small.EndAsync();
        Assert.Equal(2, starved.ExitCode);
        Assert.Contains("out of memory with 1 of 3 images, 'large' the first", Assert.Single(starved.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(2, cohort.Reports("out").Length);
        Assert.DoesNotContain(cohort.Files("out"), f => f.StartsWith("errors", StringComparison.Ordinal) || f.EndsWith(".parquet", StringComparison.Ordinal));
        AssertNothingHalfWritten(cohort, "out");

        Assert.Equal(0, (await cohort.RunAsync("out")).ExitCode);
        cohort.AssertSameFolder("calm", "out");
    }

    private static void AssertNothingHalfWritten(Cohort cohort, string folder)
        => Assert.DoesNotContain(cohort.Files(folder), f => f.EndsWith(PartialFile.Extension, StringComparison.Ordinal));
}
