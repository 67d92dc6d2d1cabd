namespace RetSam.Mutations;

/// <summary>What came of running classes for a mutant.</summary>
/// <param name="Killer">The test that failed, or what else the mutant ended it by; null where it lives.</param>
/// <param name="Doubt">Why nothing can be said of it: what ended it ends the original too.</param>
internal sealed record TrialResult(string? Killer, string? Doubt);

/// <summary>
/// Runs classes for a mutant. That a test fails is the mutant's doing, as the class passes without it; that a process crashes or does not
/// end may be the machine's, where files, memory or disk space are missing: then the same class is run once more without a mutant.
/// </summary>
/// <param name="run">Runs classes in a process of its own (<see cref="WorkerProcess.Run"/>).</param>
internal sealed class Trial(Func<int, IReadOnlyList<TestClass>, string?, WorkerResult> run)
{
    /// <param name="mutant">The mutant's number.</param>
    /// <param name="classes">What is run.</param>
    /// <param name="mode">An environment variable that narrows vectors, as NAME=VALUE, or null.</param>
    public TrialResult Try(int mutant, IReadOnlyList<TestClass> classes, string? mode)
    {
        WorkerResult result = run(mutant, classes, mode);
        if (result.Killer is null || result.Failed)
        {
            return new TrialResult(result.Killer, null);
        }

        TestClass last = classes[Math.Min(result.Seconds.Count, classes.Count - 1)];
        return run(0, [last], mode).Killer is { } without
            ? new TrialResult(null, $"{result.Killer}; without the mutant too: {without}")
            : new TrialResult(result.Killer, null);
    }
}
