namespace RetSam;

/// <summary>Masks on their way to a report. Handed on with changes by <c>with</c>: <c>next(request with { Metadata = ... })</c>.</summary>
public sealed record MeasuringRequest
{
    internal MeasuringRequest(RetinaSegmentation segmentation, FundusImage? image, FundusImageMetadata metadata, CancellationToken cancellationToken)
    {
        Segmentation = segmentation;
        Image = image;
        Metadata = metadata;
        CancellationToken = cancellationToken;
    }

    /// <summary>The masks, which stay the analyzer's: read, do not dispose.</summary>
    public RetinaSegmentation Segmentation { get; }

    /// <summary>The photograph; <see langword="null"/> when only masks were given (<see cref="RetinaAnalyzer.Measure(RetinaSegmentation, AnalysisOptions?, CancellationToken)"/>).</summary>
    public FundusImage? Image { get; }

    /// <summary>
    /// What is known of the photograph: its metadata, with what the call knows better (<see cref="AnalysisOptions"/>) and the file's name in
    /// their places. The report is made of this, and where a stage changed it, an image that the analyzer decoded carries it too.
    /// </summary>
    public FundusImageMetadata Metadata { get; init; }

    /// <summary>Asked between measures.</summary>
    public CancellationToken CancellationToken { get; }

    internal StageRecord? Record { get; init; }

    /// <summary>Leaves a note beside the stage's name in the report. The last one holds. Nothing of a patient.</summary>
    public void Note(string text) => Record?.Set(text);
}
