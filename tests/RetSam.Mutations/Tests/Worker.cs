using System.Diagnostics;
using System.Globalization;

namespace RetSam.Mutations;

/// <summary>
/// Runs classes of tests in this process, for one mutant. Reads lines "path|class", tells of each "begin", and then "pass|seconds" or "fail|test";
/// at the end "reached|1,2,3". The first failure ends it, with exit code 1.
/// </summary>
internal static class Worker
{
    public static int Run()
    {
        // Tests may print; what is told here goes around them.
        TextWriter told = Console.Out;
        Console.SetOut(TextWriter.Null);
        var loaded = new Dictionary<string, TestAssembly>();
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            string[] parts = line.Split('|');
            Tell(told, "begin");
            long start = Stopwatch.GetTimestamp();
            if (!loaded.TryGetValue(parts[0], out TestAssembly? tests))
            {
                loaded[parts[0]] = tests = new TestAssembly(parts[0]);
            }

            if (parts[1].Length == 0)
            {
                Tell(told, "classes|" + string.Join('|', tests.Classes()));
                continue;
            }

            if (tests.Run(parts[1]) is { } failed)
            {
                Tell(told, "fail|" + failed.ReplaceLineEndings(" "));
                Environment.Exit(1);
            }

            Tell(told, string.Create(CultureInfo.InvariantCulture, $"pass|{Stopwatch.GetElapsedTime(start).TotalSeconds:F3}"));
        }

        Tell(told, "reached|" + string.Join(',', loaded.Values.SelectMany(t => t.Reached()).Distinct()));
        return 0;
    }

    private static void Tell(TextWriter told, string line)
    {
        told.WriteLine(line);
        told.Flush();
    }
}
