namespace RetSam.Inference;

/// <summary>How an <see cref="OnnxSegmenter"/> runs.</summary>
public sealed record OnnxSegmenterOptions
{
    /// <summary>The defaults.</summary>
    public static OnnxSegmenterOptions Default { get; } = new();

    /// <summary>
    /// For many photographs at once rather than for the shortest wait for one: as many runs of the network at once as there are
    /// processors, each on one thread; past 16 processors, 16 runs that share the threads out, since every run takes memory of its own.
    /// </summary>
    public static OnnxSegmenterOptions ForThroughput { get; } = ForThroughputOn(Environment.ProcessorCount);

    /// <summary>
    /// The threads that one run of the network is spread over; <see langword="null"/> means one for each processor, at most 8. For many
    /// photographs <see cref="ForThroughput"/> uses the processors better.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The most runs of the network at once; further callers wait, in the order in which they came. A few more prepare the next run or
    /// read the last one's outputs meanwhile. Each caller takes its own buffers (about 20 MB for a 640 px model), and each run what ONNX
    /// Runtime needs, made when first needed and kept. <see langword="null"/> means one for each processor, at most 8.
    /// </summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>
    /// The most images in one run of the network: where the graph leaves its batch dimension open, images that wait for the network go
    /// together. Default 1: on a processor a run of several images takes as long as that many runs, and only accelerators gain. A graph
    /// with a fixed batch dimension takes its images one by one whatever this says; <see cref="OnnxSegmenter.MaxBatch"/> tells.
    /// </summary>
    /// <remarks>
    /// What an image gets does not depend on who shares its run, as far as the execution provider keeps its promise; ONNX Runtime's
    /// processor kernels give the same bits. A caller that cancels while its image is in a shared run returns when the run ends.
    /// </remarks>
    public int MaxBatch { get; init; } = 1;

    /// <summary>How long an image waits for others to share its run, while there are fewer than <see cref="MaxBatch"/>; at most a minute. Default: 2 ms.</summary>
    public TimeSpan MaxBatchDelay { get; init; } = TimeSpan.FromMilliseconds(2);

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

    /// <summary>
    /// As <see cref="ForThroughput"/>, where a process has a share of the machine's processors and the runtime does not know of it, such as a
    /// cluster's task without a control group.
    /// </summary>
    /// <param name="processors">The processors that the network may take, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="processors"/> is not positive.</exception>
    public static OnnxSegmenterOptions ForThroughputOn(int processors)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processors);
        int runs = Math.Min(processors, 16);
        return new OnnxSegmenterOptions { Threads = processors / runs, MaxConcurrency = runs };
    }

    internal int ActualThreads => Positive(Threads, nameof(Threads));

    internal int ActualConcurrency => Positive(MaxConcurrency, nameof(MaxConcurrency));

    internal int ActualMaxBatch => Positive(MaxBatch, nameof(MaxBatch));

    internal TimeSpan ActualMaxBatchDelay
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchDelay, TimeSpan.Zero, nameof(MaxBatchDelay));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatchDelay, TimeSpan.FromMinutes(1), nameof(MaxBatchDelay));
            return MaxBatchDelay;
        }
    }

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
