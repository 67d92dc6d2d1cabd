namespace RetSam;

/// <summary>One photograph on its way to its masks. Handed on with changes by <c>with</c>: <c>next(request with { Image = sharpened })</c>.</summary>
public sealed record SegmentationRequest
{
    internal SegmentationRequest(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken)
    {
        Image = image;
        FieldOfView = fieldOfView;
        CancellationToken = cancellationToken;
    }

    /// <summary>
    /// The photograph, which stays the analyzer's or its caller's. Another one in its place, such as an enhanced one, has the same size and is
    /// disposed by the stage that made it; measures and the analysis still see the first.
    /// </summary>
    public FundusImage Image { get; init; }

    /// <summary>Its field of view; the resulting segmentation takes ownership of it. A stage that gives another one on disposes this one.</summary>
    public FieldOfView FieldOfView { get; init; }

    /// <summary>Asked between stages, and by whatever takes long.</summary>
    public CancellationToken CancellationToken { get; }

    internal StageRecord? Record { get; init; }

    /// <summary>Leaves a note beside the stage's name in the report, such as why a photograph was not segmented. The last one holds. Nothing of a patient.</summary>
    public void Note(string text) => Record?.Set(text);
}
