namespace RetSam.Cli.Tests.Cohorts;

/// <summary>Signals that ask a run to stop, sent to a process of its own.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Asked_to_stop_a_run_ends_soon_with_130_leaves_nothing_half_done_and_goes_on_later(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var cohort = new Cohort(6, whole: true);
        Assert.Equal(0, (await cohort.RunAsync("calm")).ExitCode);

        using RetsamProcess run = RetsamProcess.StartWithCtrlC(cohort.Line("stopped", "--threads", "1"));
        while (!run.HasExited && cohort.Reports("stopped").Length == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        run.Signal(signal);
        Retsam.Outcome outcome = await run.EndAsync();
        Assert.Equal(130, outcome.ExitCode);
        Assert.Equal("retsam: stopped", Assert.Single(outcome.ErrorLines));
        string[] files = cohort.Files("stopped");
        Assert.InRange(cohort.Reports("stopped").Length, 1, 5);
        Assert.DoesNotContain(files, f => f.EndsWith(".partial", StringComparison.Ordinal) || f.EndsWith(".parquet", StringComparison.Ordinal));

        Assert.Equal(0, (await cohort.RunAsync("stopped")).ExitCode);
        cohort.AssertSameFolder("calm", "stopped");
    }
}
