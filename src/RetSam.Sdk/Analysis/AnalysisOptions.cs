namespace RetSam;

/// <summary>What one call knows better than the photograph's metadata and the analyzer's defaults.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Options that leave everything to the metadata and the defaults.</summary>
    public static AnalysisOptions Default { get; } = new();

    /// <summary>Which eye it is. <see cref="Laterality.Unknown"/>, the default, asks the metadata, then the analyzer's default, then the positions of disc and fovea.</summary>
    public Laterality Laterality { get; init; }

    /// <summary>Micrometres per pixel. Unknown, the default, asks the metadata (its scale, then its field-of-view angle), then the analyzer's default.</summary>
    public PixelScale Scale { get; init; }

    /// <summary>
    /// Whether the eye may be inferred from disc and fovea when nobody gave it. Default <see langword="true"/>; switch it off for
    /// photographs that may be mirrored.
    /// </summary>
    public bool InferLaterality { get; init; } = true;

    /// <summary>
    /// An identifier to be carried into the report; <see langword="null"/> takes the metadata's. A file's name is never taken by itself, as
    /// names often tell who the patient is: give <c>Path.GetFileName(path)</c> here to have it.
    /// </summary>
    public string? SourceId { get; init; }

    /// <summary>Limits and wishes for decoding, for calls that decode; <see langword="null"/> means those of <see cref="RetinaAnalyzerBuilder.WithDecoding"/>, else <see cref="FundusImageDecodeOptions.Default"/>.</summary>
    public FundusImageDecodeOptions? Decoding { get; init; }

    /// <summary>Told as each stage begins, on the thread that works.</summary>
    public IProgress<AnalysisStage>? Progress { get; init; }
}
