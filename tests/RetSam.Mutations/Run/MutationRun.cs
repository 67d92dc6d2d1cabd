using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace RetSam.Mutations;

/// <summary>What became of one mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Killer">The first test that noticed it, or null.</param>
/// <param name="Reached">Whether any test runs the changed code.</param>
/// <param name="Equivalent">Why nothing can notice it, where that is shown.</param>
/// <param name="Doubt">Why nothing can be said of it, where tests ended oddly without it too; it counts as alive.</param>
internal sealed record Verdict(Mutant Mutant, string? Killer, bool Reached, string? Equivalent, string? Doubt = null)
{
    /// <summary>In a word or two, for the log.</summary>
    public string End => Killer
        ?? (Equivalent is not null ? "equivalent" : Doubt is not null ? $"NOT JUDGED: {Doubt}" : Reached ? "SURVIVED" : "SURVIVED, reached by no test");
}

/// <summary>Draws mutants, builds them, and runs for each the tests that reach it until one fails.</summary>
/// <param name="repository">The folder of the solution.</param>
/// <param name="folder">Where the changed copies of the tests go.</param>
/// <param name="limits">How much is spent.</param>
/// <param name="log">Told of each mutant.</param>
internal sealed class MutationRun(string repository, string folder, RunLimits limits, TextWriter log)
{
    private const string Library = "RetSam.Biomarkers";

    private static readonly string[] TestProjects = ["RetSam.Biomarkers.Tests", "RetSam.Properties.Tests"];

    /// <summary>Tests that look at the whole library: values that are pinned, and rented memory that is given back.</summary>
    private static readonly string[] OfTheWhole = [".Pinned.", ".PooledMemoryTests"];

    /// <summary>
    /// Code that has several widths of vector is run as the gate runs it: at the widest, with AVX-512 off, with all of them off; and how many times
    /// as long tests may take then.
    /// </summary>
    private static readonly (string? Setting, double Slower)[] Modes = [(null, 1), ("DOTNET_EnableAVX512=0", 1), ("DOTNET_EnableHWIntrinsic=0", 5)];

    private readonly Trial _trial = new(WorkerProcess.Run);

    public RunResult Run(int seed, int sample, string? only, string? without)
    {
        LibrarySources sources = LibrarySources.Read(Path.Combine(repository, "src", Library));
        IReadOnlyList<Mutant> all = [.. sources.Files.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => MutantFinder.Find(f.Key, f.Value))];
        var equivalents = EquivalentMutants.Read(Path.Combine(repository, "tests", "RetSam.Mutations", "equivalent.txt"), all);
        IReadOnlyList<Mutant> drawn = MutantSample.Draw(only is null ? all : [.. all.Where(m => m.File.Contains(only, StringComparison.Ordinal))], sample, seed);
        MutatedLibrary library = MutatedLibrary.Build(sources, drawn);
        log.WriteLine($"{all.Count} mutants in {sources.Files.Count} files; seed {seed} drew {drawn.Count}, of which {library.NotCompiled} do not compile");

        string[] tests = [.. TestProjects.Select(p => Copy(p, library.Image))];
        Coverage coverage = Coverage.Measure(tests, without, limits);
        log.WriteLine($"{coverage.Classes.Count} classes of tests; {library.Mutants.Keys.Count(id => coverage.Reaching(id).Count > 0)} mutants are reached");
        foreach (string unusable in coverage.Unusable)
        {
            log.WriteLine($"left out, as it fails without a mutant: {unusable}");
        }

        ILookup<string, TestClass> byFile = library.Mutants.SelectMany(m => coverage.Reaching(m.Key).Select(c => (m.Value.File, Class: c))).Distinct().ToLookup(p => p.File, p => p.Class);
        HashSet<string> wide = [.. sources.Files.Where(f => IsVectorised(f.Value.ToString())).Select(f => f.Key)];
        var verdicts = new ConcurrentBag<Verdict>();
        int done = 0;
        // In an order of chance, so that those tried before time is up are a sample too.
        KeyValuePair<int, Mutant>[] order = [.. library.Mutants.OrderBy(m => m.Key)];
        new Random(seed).Shuffle(order);
        long start = Stopwatch.GetTimestamp();
        Parallel.ForEach(Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = limits.Processes }, (item, loop) =>
        {
            if (Stopwatch.GetElapsedTime(start).TotalMinutes > limits.Minutes)
            {
                loop.Stop();
                return;
            }

            (int id, Mutant mutant) = item;
            Verdict verdict = Judge(id, mutant, coverage.Reaching(id), wide.Contains(mutant.File) ? [.. byFile[mutant.File]] : [], equivalents.Reason(mutant));
            verdicts.Add(verdict);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref done)}/{library.Mutants.Count} {mutant}: {verdict.End}"));
        });
        return new RunResult(seed, all.Count, drawn.Count, library.NotCompiled, [.. verdicts.OrderBy(v => v.Mutant.File, StringComparer.Ordinal).ThenBy(v => v.Mutant.Span.Start)]);
    }

    private Verdict Judge(int id, Mutant mutant, IReadOnlyList<TestClass> reaching, IReadOnlyList<TestClass> otherWidths, string? equivalent)
    {
        if (equivalent is not null)
        {
            return new Verdict(mutant, null, true, equivalent);
        }

        foreach ((string? mode, double slower) in Modes)
        {
            IEnumerable<TestClass> all = mode is null ? reaching : otherWidths;
            IReadOnlyList<TestClass> classes = LikeliestFirst(mutant, all.Select(c => c with { Seconds = c.Seconds * slower }), limits.Seconds);
            if (classes.Count == 0)
            {
                continue;
            }

            (string? killer, string? doubt) = _trial.Try(id, classes, mode);
            if (killer is not null || doubt is not null)
            {
                return new Verdict(mutant, killer is null || mode is null ? killer : $"{killer} ({mode})", true, null, doubt);
            }
        }

        return new Verdict(mutant, null, reaching.Count + otherWidths.Count > 0, null);
    }

    /// <summary>
    /// First the tests named after the file and those that pin its folder's values, then the other ones of its folder and those of the whole,
    /// then the rest; of each the quickest first, and as many as the time for a mutant allows (that is, as they take without it).
    /// </summary>
    private static IReadOnlyList<TestClass> LikeliestFirst(Mutant mutant, IEnumerable<TestClass> classes, double seconds)
    {
        string name = Path.GetFileNameWithoutExtension(mutant.File).Split('.')[0];
        string folder = mutant.File.Split('/')[0];
        double spent = 0;
        return [.. classes
            .OrderBy(c => c.Name.Contains(name, StringComparison.Ordinal) || c.Name.Contains($".Pinned{folder}", StringComparison.Ordinal) ? 0
                : c.Name.Contains($".{folder}.", StringComparison.Ordinal) || OfTheWhole.Any(w => c.Name.Contains(w, StringComparison.Ordinal)) ? 1 : 2)
            .ThenBy(c => c.Seconds)
            .TakeWhile(c => (spent += c.Seconds) <= seconds)];
    }

    private static bool IsVectorised(string text) =>
        text.Contains("Vector128", StringComparison.Ordinal) || text.Contains("Vector256", StringComparison.Ordinal) || text.Contains("Vector512", StringComparison.Ordinal)
            || text.Contains("IWordLanes", StringComparison.Ordinal) || text.Contains("TensorPrimitives", StringComparison.Ordinal);

    /// <summary>The built tests, copied, with the changed library in place of the library.</summary>
    private string Copy(string project, byte[] library)
    {
        string from = Path.Combine(repository, "tests", project, "bin", "Release", "net10.0");
        if (!File.Exists(Path.Combine(from, project + ".dll")))
        {
            throw new InvalidOperationException($"{project} is not built: run dotnet build -c Release tests/{project} first.");
        }

        string to = Path.Combine(folder, project);
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        // Native code of every platform, hundreds of megabytes of it, is not changed and so only pointed to.
        foreach (string inner in Directory.EnumerateDirectories(from))
        {
            Directory.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(inner)), inner);
        }

        File.WriteAllBytes(Path.Combine(to, Library + ".dll"), library);
        return Path.GetFullPath(Path.Combine(to, project + ".dll"));
    }
}
