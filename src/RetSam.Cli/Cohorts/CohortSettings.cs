namespace RetSam.Cli;

/// <summary>What <c>retsam batch</c> was asked for.</summary>
internal sealed record CohortSettings
{
    public required string Manifest { get; init; }

    public required string OutputFolder { get; init; }

    public required CohortShard Shard { get; init; }

    public string? Model { get; init; }

    public required string Preset { get; init; }

    public bool Intervals { get; init; }

    public bool Restart { get; init; }

    public bool RetryFailed { get; init; }
}
