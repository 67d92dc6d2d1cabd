namespace RetSam.Fuzz;

/// <summary>Reads files again, one at a time.</summary>
internal static class Replay
{
    public static int Run(FuzzTarget target, IEnumerable<string> files)
    {
        bool isBad = false;
        foreach (string file in files)
        {
            ResourceUse before = ResourceUse.Now();
            Outcome outcome = Outcome.Of(target, File.ReadAllBytes(file));
            ResourceUse after = ResourceUse.Now();
            Console.WriteLine(
                $"{file}: {(outcome.IsAccepted ? "read" : "refused")}, {outcome.Fault ?? outcome.Text} "
                + $"({(after.ProcessorTime - before.ProcessorTime).TotalSeconds:0.00} s, {(after.PeakResidentBytes - before.PeakResidentBytes) >> 20} MiB)");
            isBad |= outcome.Fault is not null;
        }

        return isBad ? 1 : 0;
    }
}
