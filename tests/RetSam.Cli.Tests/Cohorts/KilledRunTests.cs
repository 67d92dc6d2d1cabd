using System.Diagnostics;
using System.Globalization;

namespace RetSam.Cli.Tests.Cohorts;

/// <summary>
/// A run that is killed as <c>kill -9</c> does, at moments of chance, and begun again until it is done, cohort after cohort. How many kills
/// there are is set by <c>RETSAM_KILLS</c>, the moments by <c>RETSAM_KILL_SEED</c>.
/// </summary>
public sealed class KilledRunTests(ITestOutputHelper output)
{
    private const int Images = 8;

    private static readonly int Kills = Setting("RETSAM_KILLS", 12);

    private readonly Random _chance = new(Setting("RETSAM_KILL_SEED", 1));
    private readonly SortedDictionary<string, int> _states = new(StringComparer.Ordinal);

    [Fact]
    public async Task However_often_a_run_is_killed_the_files_are_those_of_one_that_was_not()
    {
        using var cohort = new Cohort(Images);
        cohort.Write("bad.png", "no picture"u8.ToArray());
        File.AppendAllText(cohort.Manifest, "bad.png,../bad,,\n");
        long started = Stopwatch.GetTimestamp();
        Assert.Equal(2, await RunAsync(cohort, "calm"));
        TimeSpan duration = Stopwatch.GetElapsedTime(started);

        int kills = 0;
        int cohorts = 0;
        for (; kills < Kills; cohorts++)
        {
            while (kills < Kills && await KillAsync(cohort, $"killed{cohorts}", duration))
            {
                kills++;
                Inspect(cohort, $"killed{cohorts}");
            }

            Assert.Equal(2, await RunAsync(cohort, $"killed{cohorts}"));
            cohort.AssertSameFolder("calm", $"killed{cohorts}");
        }

        output.WriteLine($"{kills} kills, {cohorts} cohorts of {Images + 1} photographs, each at last equal to the undisturbed one, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; what a kill left:");
        foreach ((string state, int count) in _states)
        {
            output.WriteLine($"{count,5}  {state}");
        }
    }

    /// <summary>Begins or goes on, and kills it.</summary>
    /// <returns>Whether it was killed; otherwise it was done first.</returns>
    private async Task<bool> KillAsync(Cohort cohort, string folder, TimeSpan duration)
    {
        using var moment = new KillMoment(Directory.CreateDirectory(cohort[folder]).FullName, _chance, duration);
        using RetsamProcess run = RetsamProcess.Start(cohort.Line(folder));
        while (!run.HasExited && !moment.HasCome)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        run.Kill();
        int exitCode = (await run.EndAsync()).ExitCode;
        Assert.Contains(exitCode, (int[])[2, 128 + 9]);
        return exitCode != 2;
    }

    /// <summary>What has its name is whole, whatever else there is.</summary>
    private void Inspect(Cohort cohort, string folder)
    {
        Assert.All(cohort.Reports(folder), file => Assert.NotNull(RetinaReport.Parse(File.ReadAllText(file))));
        string[] files = cohort.Files(folder);
        int reports = cohort.Reports(folder).Length;
        string state = !files.Contains("cohort.json") ? "1 nothing yet"
            : reports == 0 ? "2 the plan, no report"
            : reports < Images ? "3 some of the reports"
            : !files.Any(f => f.EndsWith(".parquet", StringComparison.Ordinal)) ? "4 all reports, no part"
            : "5 all reports and the part";
        string? partial = files.FirstOrDefault(f => f.EndsWith(".partial", StringComparison.Ordinal));
        state += partial is null ? "" : $", half-written in {Path.GetDirectoryName(partial)}";
        _states[state] = _states.GetValueOrDefault(state) + 1;
    }

    private static async Task<int> RunAsync(Cohort cohort, string folder)
    {
        using RetsamProcess run = RetsamProcess.Start(cohort.Line(folder));
        return (await run.EndAsync()).ExitCode;
    }

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>
    /// When a run is killed: some time after its start, up to the whole duration and as often in the first fifth of it; or just after it began
    /// to write a report, or a part, which time alone would seldom meet.
    /// </summary>
    private sealed class KillMoment : IDisposable
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly FileSystemWatcher? _watcher;
        private readonly TimeSpan _afterwards;
        private int _toPass;
        private long _seen;

        public KillMoment(string folder, Random chance, TimeSpan duration)
        {
            (string? written, TimeSpan longest) = chance.Next(8) switch
            {
                0 => ("parts", TimeSpan.FromMilliseconds(60)),
                1 or 2 => ("reports", TimeSpan.FromMilliseconds(4)),
                3 or 4 => (null, duration / 5),
                _ => (null, duration),
            };
            _afterwards = longest * chance.NextDouble();
            _seen = written is null ? _started : 0;
            if (written is not null)
            {
                _toPass = written == "parts" ? 0 : chance.Next(Images);
                _watcher = new FileSystemWatcher(Directory.CreateDirectory(Path.Combine(folder, written)).FullName, "*" + PartialFile.Extension);
                _watcher.Created += (_, _) =>
                {
                    if (Interlocked.Decrement(ref _toPass) < 0)
                    {
                        Interlocked.CompareExchange(ref _seen, Stopwatch.GetTimestamp(), 0);
                    }
                };
                _watcher.EnableRaisingEvents = true;
            }
        }

        public bool HasCome => Volatile.Read(ref _seen) is var seen and not 0 && Stopwatch.GetElapsedTime(seen) >= _afterwards;

        public void Dispose() => _watcher?.Dispose();
    }
}
