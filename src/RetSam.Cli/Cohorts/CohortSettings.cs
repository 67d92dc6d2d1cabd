using RetSam.Inference;

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

    /// <summary>How the model is run: on how many threads, how thoroughly and for which classes.</summary>
    public required OnnxSegmenterOptions Run { get; init; }

    /// <summary>The most images in memory at once; <see langword="null"/> means as many as the processors ask for.</summary>
    public int? MaxInFlight { get; init; }

    public bool Restart { get; init; }

    public bool RetryFailed { get; init; }
}
