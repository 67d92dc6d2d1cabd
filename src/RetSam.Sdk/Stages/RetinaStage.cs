namespace RetSam;

/// <summary>
/// Something of the application's own on a photograph's way through a <see cref="RetinaAnalyzer"/>: a gate that refuses photographs, a
/// method that finds more classes, post-processing, a de-identifier. Stages wrap each other as middleware does: each is handed a request
/// and what comes after it, and may change the request before, change the result after, answer by itself, or throw. The first added is the
/// outermost.
/// </summary>
/// <remarks>
/// One stage serves every photograph of the analyzer, in <see cref="RetinaAnalyzer.Analyze"/> and in batches, several at a time: keep
/// nothing of a photograph in fields, and what is kept otherwise thread-safe. What a stage throws is thrown to the analyzer's caller, or
/// becomes that photograph's error in a batch, and says nothing about the model's health. Work is synchronous; pass the request's
/// token on. The names of all stages that a photograph went through stand in its report (<see cref="ReportSegmentation.Stages"/>).
/// </remarks>
public abstract class RetinaStage : IDisposable
{
    /// <summary>Creates the stage.</summary>
    /// <param name="name">What reports call it: short and fixed, with a version where it has one, such as <c>quality-gate</c>. Never anything of a patient.</param>
    protected RetinaStage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The classes that this stage looks for beside those of the stages inside it; none by default. They join <see cref="RetinaAnalyzer.PredictedClasses"/>.</summary>
    public virtual IReadOnlyCollection<RetinaClass> AddedClasses => [];

    /// <summary>Finds the masks of a photograph. By default leaves it to <paramref name="next"/>.</summary>
    /// <param name="request">The photograph.</param>
    /// <param name="next">The stages inside, and the segmenter as the innermost. Call it once, or not at all.</param>
    /// <returns>
    /// The masks, of the photograph's size, which are the caller's. A stage that does not return what <paramref name="next"/> gave it
    /// disposes that, or uses it up with <see cref="RetinaSegmentation.ToBuilder"/>. A stage that does not call <paramref name="next"/> puts
    /// <see cref="SegmentationRequest.FieldOfView"/> into its own result.
    /// </returns>
    public virtual RetinaSegmentation Segment(SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next(request);
    }

    /// <summary>Measures masks and makes the report. By default leaves it to <paramref name="next"/>. Also called for <see cref="RetinaAnalyzer.Measure(RetinaSegmentation, AnalysisOptions?, CancellationToken)"/>.</summary>
    /// <param name="request">The masks, which stay the analyzer's, and what is known of the photograph.</param>
    /// <param name="next">The stages inside, and the measures as the innermost. Call it once.</param>
    public virtual RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next(request);
    }

    /// <summary>Gives back what the stage holds; called once, by an analyzer that owns it, after the last photograph.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the stage holds. By default nothing.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
