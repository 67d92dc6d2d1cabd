namespace RetSam;

/// <summary>How a batch runs.</summary>
public sealed record BatchOptions
{
    /// <summary>The defaults.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>The order of results. Default: that of the inputs.</summary>
    public BatchOrder Order { get; init; }

    /// <summary>What to do with a photograph that cannot be analysed. Default: go on with the others.</summary>
    public BatchErrorPolicy OnError { get; init; }

    /// <summary>
    /// The most photographs in memory at once, read but not yet taken by the caller ones included: the batch reads no further until the
    /// caller takes results. <see langword="null"/>, the default, means two more than there are processors, or than go into the network at
    /// once where that is more: enough for the next to be decoded and the last to be measured while the network has all it can take.
    /// </summary>
    public int? MaxInFlight { get; init; }

    /// <summary>What is known of photographs that say nothing themselves; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</summary>
    public AnalysisOptions? Analysis { get; init; }

    /// <summary>The number of inputs, for the time left in <see cref="BatchProgress"/>; found by itself where the inputs are a collection.</summary>
    public int? Total { get; init; }

    /// <summary>Told after each photograph, on the thread that analysed it.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }

    /// <param name="mostInNetwork">The most photographs that the segmenter takes into the network at once.</param>
    internal int ActualMaxInFlight(int mostInNetwork)
    {
        if (MaxInFlight is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(MaxInFlight));
            return given;
        }

        return Math.Max(Environment.ProcessorCount, mostInNetwork) + 2;
    }
}
