namespace RetSam.Inference;

/// <summary>How an <see cref="OnnxSegmenter"/> runs.</summary>
public sealed record OnnxSegmenterOptions
{
    /// <summary>The defaults.</summary>
    public static OnnxSegmenterOptions Default { get; } = new();

    /// <summary>
    /// The threads that one image's inference is spread over; <see langword="null"/> means one for each processor, at most 8. For
    /// batches, one thread here and several callers use the processors better.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The most images in flight at once; further callers wait. Each takes its own buffers (about 20 MB for a 640 px model, and what
    /// ONNX Runtime needs), made when first needed and kept. <see langword="null"/> means one for each processor, at most 8.
    /// </summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>
    /// The classes wanted; <see langword="null"/>, the default, for all that the model predicts. The graph is cut to the heads that
    /// predict them before it is loaded, which saves the time and memory of the others. The other classes are absent from results, as if
    /// the model did not know them; rules of anatomy see what the heads that remain predict.
    /// </summary>
    public IReadOnlyCollection<RetinaClass>? Classes { get; init; }

    /// <summary>
    /// Where ONNX Runtime computes, in order of preference: the first that can be used is, and <see cref="SessionInfo.Fallbacks"/> says why
    /// those before it were not. When none can be, loading fails: a list of one is a requirement. Default: the processor.
    /// </summary>
    /// <exception cref="ArgumentException">The list is empty, or a provider is <see langword="null"/>.</exception>
    public IReadOnlyList<ExecutionProvider> ExecutionProviders
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0 || value.Any(p => p is null))
            {
                throw new ArgumentException("A list of execution providers has at least one, and none is null.", nameof(value));
            }

            // A copy: the caller's list may change.
            field = [.. value];
        }
    } = [new CpuExecutionProvider()];

    /// <summary>
    /// Whether results carry the calibrated probabilities of every class that is predicted as a mask
    /// (<see cref="RetinaSegmentation.GetProbability"/>), from the same run of the network. Default <see langword="false"/>: a map takes
    /// four bytes a pixel of the photograph, and time to be filled.
    /// </summary>
    public bool KeepProbabilities { get; init; }

    internal int ActualThreads => Positive(Threads, nameof(Threads));

    internal int ActualConcurrency => Positive(MaxConcurrency, nameof(MaxConcurrency));

    private static int Positive(int? value, string name)
    {
        if (value is int given)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, name);
            return given;
        }

        return Math.Clamp(Environment.ProcessorCount, 1, 8);
    }
}
