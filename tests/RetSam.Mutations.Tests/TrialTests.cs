namespace RetSam.Mutations.Tests;

/// <summary>Only what a mutant does is held against it, not what the machine does.</summary>
public sealed class TrialTests
{
    private static readonly TestClass[] Classes = [new("Tests.dll", "First", 1), new("Tests.dll", "Second", 1)];

    [Fact]
    public void Files_that_are_missing_kill_no_mutant()
    {
        // A real process: there is no such assembly, with a mutant or without.
        TrialResult result = new Trial(WorkerProcess.Run).Try(7, [new TestClass(Path.Combine(AppContext.BaseDirectory, "NoSuch.Tests.dll"), "Any", 1)], null);
        Assert.Null(result.Killer);
        Assert.Contains("without the mutant too", result.Doubt);
    }

    [Theory]
    [InlineData("crash (exit code 134) in Second")]
    [InlineData("no end after 20 s in Second")]
    public void A_crash_or_a_hang_is_a_kill_where_the_same_class_passes_without_the_mutant(string end)
    {
        var asked = new List<(int, string)>();
        var trial = new Trial((mutant, classes, _) =>
        {
            asked.Add((mutant, string.Join(' ', classes.Select(c => c.Name))));
            return new WorkerResult(mutant == 7 ? end : null, [0.5], [], Failed: false);
        });
        Assert.Equal(new TrialResult(end, null), trial.Try(7, Classes, null));
        Assert.Equal([(7, "First Second"), (0, "Second")], asked);
    }

    [Fact]
    public void A_test_that_fails_is_a_kill_without_further_question()
    {
        int runs = 0;
        var trial = new Trial((_, _, _) =>
        {
            runs++;
            return new WorkerResult("First: A_test: no", [], [], Failed: true);
        });
        Assert.Equal("First: A_test: no", trial.Try(7, Classes, null).Killer);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void What_cannot_be_judged_counts_as_alive_and_is_told()
    {
        var mutant = new Mutant("File.cs", 1, "x", default, "<", "<=");
        var result = new RunResult(1, 3, 3, 0, [new(mutant, "killed", true, null), new(mutant, null, true, null, "disk full"), new(mutant, null, true, null)]);
        Assert.Equal((1, 3), (result.Killed, result.Counted));
        Assert.Contains("1 could not be judged", result.Summary());
        Assert.Contains("not judged: disk full", result.Markdown());
    }
}
