namespace RetSam.Fuzz;

/// <summary>A run over several targets, and its table.</summary>
internal static class FuzzRun
{
    /// <summary>In a run by time every target has several turns, so that a run cut short has seen them all.</summary>
    private const int Turns = 4;

    /// <returns>1 when something was found, else 0.</returns>
    public static int Run(FuzzFolder folder, IReadOnlyList<string> targets, long executions, double minutes, int seed, bool blind)
    {
        string program = blind ? typeof(FuzzRun).Assembly.Location : InstrumentedCopy.Make(folder.Instrumented);
        var supervisor = new Supervisor(folder, program);
        bool byTime = double.IsFinite(minutes);
        TimeSpan turn = byTime ? TimeSpan.FromMinutes(minutes / targets.Count / Turns) : TimeSpan.MaxValue;
        var totals = targets.ToDictionary(t => t, _ => FuzzStatistics.None);
        for (int round = 0; round < (byTime ? Turns : 1); round++)
        {
            foreach (string target in targets)
            {
                totals[target] = totals[target].Then(supervisor.Run(target, seed + round, executions, byTime ? turn : TimeSpan.FromDays(1)));
                Console.Error.WriteLine($"{target}: {totals[target]}");
            }
        }

        Write(totals, folder);
        return totals.Values.Any(t => t.Findings > 0) ? 1 : 0;
    }

    private static void Write(Dictionary<string, FuzzStatistics> totals, FuzzFolder folder)
    {
        Console.WriteLine("| target | executions | per second of processor time | accepted | branches | kept | findings |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((string name, FuzzStatistics t) in totals)
        {
            Console.WriteLine(
                $"| {name} | {t.Executions} | {t.Executions / Math.Max(0.001, t.Seconds):0} | {100.0 * t.Accepted / Math.Max(1, t.Executions):0.0} % | {t.Edges} | {t.Corpus} | {t.Findings} |");
        }

        Console.WriteLine($"{totals.Values.Sum(t => t.Executions)} executions, {totals.Values.Sum(t => t.Findings)} findings{(totals.Values.Any(t => t.Findings > 0) ? $" in {folder.Findings}" : "")}");
    }
}
