namespace RetSam;

/// <summary>Where the masks behind a report come from, and what they show.</summary>
/// <param name="Source">The segmenter's <see cref="IRetinaSegmenter.Id"/>, or <c>masks</c> when masks were given.</param>
/// <param name="Model">The model package, when one was used.</param>
/// <param name="Classes">The classes that were looked for, found or not, in the order of the taxonomy.</param>
public sealed record ReportSegmentation(string Source, ReportModel? Model, IReadOnlyList<ReportClass> Classes)
{
    /// <summary>The stages around segmenter and measures (<see cref="RetinaStage"/>), the outermost first; none in a report older than 1.3.</summary>
    public IReadOnlyList<ReportStage> Stages { get => field ?? []; init; }
}
