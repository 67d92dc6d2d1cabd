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

    /// <summary>Where ONNX Runtime computes. Default: the processor.</summary>
    public ExecutionProvider ExecutionProvider { get; init; } = ExecutionProvider.Cpu;

    /// <summary>
    /// Whether results carry the calibrated probabilities of every class that is predicted as a mask
    /// (<see cref="RetinaSegmentation.GetProbability"/>), from the same run of the network. Default <see langword="false"/>: a map takes
    /// four bytes a pixel of the photograph, and time to be filled.
    /// </summary>
    public bool KeepProbabilities { get; init; }

    /// <summary>
    /// The mirror images that every photograph, or every tile of it, is run as beside itself; the mean of what the network says counts.
    /// Default <see cref="TestTimeFlips.None"/>. One axis doubles the time of inference, both quadruple it.
    /// </summary>
    public TestTimeFlips Flips { get; init; }

    /// <summary>
    /// Whether the network is run on tiles of the photograph at a finer scale; <see langword="null"/>, the default, for one run on the whole
    /// frame.
    /// </summary>
    public TilingOptions? Tiling { get; init; }

    internal int ActualThreads => Positive(Threads, nameof(Threads));

    internal int ActualConcurrency => Positive(MaxConcurrency, nameof(MaxConcurrency));

    internal TestTimeFlips ActualFlips => (Flips & ~TestTimeFlips.Both) == 0
        ? Flips
        : throw new ArgumentOutOfRangeException(nameof(Flips), Flips, "Not known mirror images.");

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
