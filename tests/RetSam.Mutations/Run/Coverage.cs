using System.Collections.Concurrent;

namespace RetSam.Mutations;

/// <summary>Which classes of tests reach which mutant, found by running each class in a process of its own without any mutant.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<int, List<TestClass>> _classes = [];

    /// <summary>Classes that fail without a mutant, and so can tell nothing, and those that take longer than any mutant is given.</summary>
    public IReadOnlyList<string> Unusable { get; }

    /// <summary>All classes that can tell something.</summary>
    public IReadOnlyList<TestClass> Classes { get; }

    private Coverage(IEnumerable<(TestClass Class, string? Failure, IReadOnlyList<int> Reached)> runs)
    {
        var usable = runs.Where(r => r.Failure is null).OrderBy(r => r.Class.Name, StringComparer.Ordinal).ToList();
        Unusable = [.. runs.Where(r => r.Failure is not null).Select(r => r.Failure!).Order(StringComparer.Ordinal)];
        Classes = [.. usable.Select(r => r.Class)];
        foreach (var run in usable)
        {
            foreach (int id in run.Reached)
            {
                if (!_classes.TryGetValue(id, out List<TestClass>? list))
                {
                    _classes[id] = list = [];
                }

                list.Add(run.Class);
            }
        }
    }

    public static Coverage Measure(IEnumerable<string> assemblies, string? without, RunLimits limits)
    {
        var found = new List<TestClass>();
        foreach (string assembly in assemblies)
        {
            string told = WorkerProcess.Run(0, [new TestClass(assembly, "", 60)], null).Lines.First(l => l.StartsWith("classes|", StringComparison.Ordinal));
            found.AddRange(told.Split('|').Skip(1).Where(name => without is null || !name.Contains(without, StringComparison.Ordinal)).Select(name => new TestClass(assembly, name, limits.Seconds / 5)));
        }

        var runs = new ConcurrentBag<(TestClass Class, string? Failure, IReadOnlyList<int> Reached)>();
        Parallel.ForEach(Partitioner.Create(found, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = limits.Processes }, test =>
        {
            WorkerResult result = WorkerProcess.Run(-1, [test], null);
            string? reached = result.Lines.FirstOrDefault(l => l.StartsWith("reached|", StringComparison.Ordinal));
            runs.Add((test with { Seconds = result.Seconds is [var seconds, ..] ? seconds : 0 }, result.Killer,
                [.. (reached ?? "|").Split('|')[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]));
        });
        return new Coverage(runs);
    }

    public IReadOnlyList<TestClass> Reaching(int id) => _classes.TryGetValue(id, out List<TestClass>? classes) ? classes : [];
}
