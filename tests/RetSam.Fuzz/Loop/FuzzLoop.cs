namespace RetSam.Fuzz;

/// <summary>
/// Damages inputs of one target and reads them, keeps those that take branches which none took before, and damages these further. With
/// a number of executions, and nothing kept from earlier, a seed gives the same inputs on every run.
/// </summary>
/// <param name="target">What reads.</param>
/// <param name="seed">Decides every mutation.</param>
/// <param name="findings">Gets what is found.</param>
/// <param name="reading">Told each input before it is read; may be <see langword="null"/>.</param>
internal sealed class FuzzLoop(FuzzTarget target, int seed, Findings findings, Action<byte[]>? reading = null)
{
    private const int LongestKept = 1 << 18;

    /// <summary>How often an input that shows nothing new is read twice; those that do always are.</summary>
    private const int ReadTwiceEvery = 16;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _corpus = [];
    private readonly CoverageMap _coverage = new();
    private long _executions;
    private long _accepted;

    /// <summary>What is kept, seeds first.</summary>
    public IReadOnlyList<byte[]> Corpus => _corpus;

    /// <summary>Runs until so many inputs are read, or until it is time to stop.</summary>
    /// <param name="kept">What earlier runs kept.</param>
    /// <param name="executions">How many inputs to read.</param>
    /// <param name="isOver">Asked after each input.</param>
    public FuzzStatistics Run(IEnumerable<byte[]> kept, long executions, Func<bool> isOver)
    {
        TimeSpan start = ResourceUse.Now().ProcessorTime;
        foreach (byte[] input in target.Seeds().Concat(kept))
        {
            // Seeds stay whether they are new or not: where nothing is instrumented nothing is.
            Execute(input);
            _corpus.Add(input);
        }

        while (_executions < executions && !isOver())
        {
            byte[] input = Mutate();
            if (Execute(input) && input.Length <= LongestKept)
            {
                _corpus.Add(input);
            }
        }

        return new FuzzStatistics(
            _executions, _accepted, _coverage.Edges, _corpus.Count, (ResourceUse.Now().ProcessorTime - start).TotalSeconds, findings.Count);
    }

    private byte[] Mutate()
    {
        byte[] parent = Pick();
        if (target.Structure is not { } structure)
        {
            return Havoc.Mutate(parent, Pick(), target.Tokens, _random);
        }

        return _random.Next(8) switch
        {
            < 4 => structure.Mutate(parent, _random),
            < 6 => Havoc.Mutate(parent, Pick(), target.Tokens, _random),
            6 => structure.Mutate(structure.Mutate(parent, _random), _random),
            _ => Havoc.Mutate(structure.Mutate(parent, _random), Pick(), target.Tokens, _random),
        };
    }

    /// <summary>One of those kept, a late one as often as any.</summary>
    private byte[] Pick()
    {
        int late = Math.Max(1, _corpus.Count / 8);
        return _corpus[_random.Next(2) == 0 ? _corpus.Count - 1 - _random.Next(late) : _random.Next(_corpus.Count)];
    }

    /// <summary>Reads an input; true when it takes a new branch.</summary>
    private bool Execute(byte[] input)
    {
        reading?.Invoke(input);
        _executions++;
        ResourceUse before = ResourceUse.Now();
        _coverage.Clear();
        Outcome outcome = Outcome.Of(target, input);
        bool isNew = _coverage.Merge();
        ResourceUse after = ResourceUse.Now();
        _accepted += outcome.IsAccepted ? 1 : 0;

        string? fault = outcome.Fault ?? CostFault(input, before, after);
        if (fault is null && (isNew || _executions % ReadTwiceEvery == 0))
        {
            PoolPoison.Fill((byte)_executions);
            Outcome again = Outcome.Of(target, input);
            fault = again.Text == outcome.Text ? null : $"not deterministic\n{outcome.Text} at first, {again.Text} then";
        }

        if (fault is not null)
        {
            findings.Add(target.Name, input, fault);
        }

        return isNew && fault is null;
    }

    private string? CostFault(byte[] input, ResourceUse before, ResourceUse after)
    {
        long grown = after.PeakResidentBytes - before.PeakResidentBytes;
        if (grown > FuzzLimits.ResidentBytes)
        {
            return $"memory: {grown >> 20} MiB for {input.Length} bytes";
        }

        TimeSpan used = after.ProcessorTime - before.ProcessorTime;
        if (used <= FuzzLimits.ProcessorTime)
        {
            return null;
        }

        TimeSpan start = ResourceUse.Now().ProcessorTime;
        Outcome.Of(target, input);
        used = ResourceUse.Now().ProcessorTime - start;
        return used > FuzzLimits.ProcessorTime ? $"time: {used.TotalSeconds:0.0} s for {input.Length} bytes" : null;
    }
}
