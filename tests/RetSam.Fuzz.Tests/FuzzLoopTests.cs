namespace RetSam.Fuzz.Tests;

/// <summary>The loop is held to faults that are planted for it: a fuzzer that finds nothing must be known to find something.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzLoopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retsam-fuzz-").FullName;

    private static int _reads;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (FuzzStatistics Statistics, List<byte[]> Inputs) Run(Func<byte[], string> read, int seed = 1, long executions = 400)
    {
        CoverageMap.Install();
        var inputs = new List<byte[]>();
        var target = new FuzzTarget("planted", [typeof(FormatException)], () => ["a seed of some length"u8.ToArray()], read);
        return (new FuzzLoop(target, seed, new Findings(_folder), inputs.Add).Run([], executions, () => false), inputs);
    }

    private string OnlyFinding() => File.ReadAllText(Assert.Single(Directory.GetFiles(_folder, "*.txt")));

    [Fact]
    public void Documented_refusals_are_no_findings()
    {
        (FuzzStatistics statistics, _) = Run(bytes => bytes[0] == 'a' ? "read" : throw new FormatException("no"));
        Assert.Equal((400, 0), (statistics.Executions, statistics.Findings));
        Assert.InRange(statistics.Accepted, 1, 399);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Another_exception_is_found_and_its_input_kept()
    {
        (FuzzStatistics statistics, _) = Run(bytes => bytes.Length < 100 ? bytes[15].ToString() : throw new FormatException("long"));
        Assert.Equal(1, statistics.Findings);
        Assert.Contains(nameof(IndexOutOfRangeException), OnlyFinding(), StringComparison.Ordinal);
        Assert.InRange(File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder, "*.bin"))).Length, 0, 15);
    }

    [Fact]
    public void A_message_of_two_lines_is_found()
    {
        Run(bytes => throw new FormatException($"found\n{bytes.Length}"));
        Assert.Contains("printable", OnlyFinding(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_reads_differently_the_second_time_is_found()
    {
        Run(_ => (_reads++).ToString());
        Assert.Contains("not deterministic", OnlyFinding(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_takes_much_memory_for_little_is_found()
    {
        // The peak counts, and what ran before in this process may have left it high above what is resident now.
        long much = ResourceUse.Now().PeakResidentBytes - Environment.WorkingSet + (3 * FuzzLimits.ResidentBytes);
        Run(_ => { byte[] bytes = new byte[much]; bytes.AsSpan().Fill(1); return bytes[^1].ToString(); }, executions: 1);
        Assert.Contains("memory", OnlyFinding(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_takes_long_is_found()
    {
        Run(
            _ =>
            {
                TimeSpan start = ResourceUse.Now().ProcessorTime;
                while (ResourceUse.Now().ProcessorTime - start < FuzzLimits.ProcessorTime * 1.2)
                {
                }

                return "";
            },
            executions: 1);
        Assert.Contains("time", OnlyFinding(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_gives_the_same_inputs_and_another_gives_others()
    {
        Assert.Equal(Run(_ => "").Inputs, Run(_ => "").Inputs);
        Assert.NotEqual(Run(_ => "").Inputs, Run(_ => "", seed: 2).Inputs);
    }
}
