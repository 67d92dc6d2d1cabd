namespace RetSam;

/// <summary>One photograph of a batch: where it comes from, and what is known of it. Nothing is read before its turn comes.</summary>
public sealed class BatchInput
{
    private readonly Func<RetinaAnalyzer, AnalysisOptions?, CancellationToken, Task<RetinaAnalysis>> _analyze;

    private BatchInput(string name, AnalysisOptions? options, Func<RetinaAnalyzer, AnalysisOptions?, CancellationToken, Task<RetinaAnalysis>> analyze)
    {
        Name = name;
        Options = options;
        _analyze = analyze;
    }

    /// <summary>What the caller calls it: a file's path as given, or the name given with an image or stream.</summary>
    public string Name { get; }

    /// <summary>What is known of this photograph; <see langword="null"/> takes <see cref="BatchOptions.Analysis"/>.</summary>
    public AnalysisOptions? Options { get; }

    /// <summary>A file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of this photograph; <see langword="null"/> takes <see cref="BatchOptions.Analysis"/>.</param>
    public static BatchInput FromFile(string path, AnalysisOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new BatchInput(path, options, (analyzer, effective, token) => analyzer.AnalyzeAsync(path, effective, token));
    }

    /// <summary>A photograph in memory.</summary>
    /// <param name="image">The photograph; stays the caller's, and must live as long as the analysis' <see cref="RetinaAnalysis.Image"/> is used.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="options">What is known of this photograph; <see langword="null"/> takes <see cref="BatchOptions.Analysis"/>.</param>
    public static BatchInput FromImage(FundusImage image, string name, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(name);
        return new BatchInput(name, options, (analyzer, effective, token) => Task.Run(() => analyzer.Analyze(image, effective, token), token));
    }

    /// <summary>An encoded file from elsewhere, such as an object store.</summary>
    /// <param name="open">Opens it when its turn comes; the stream is disposed when it is read.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="options">What is known of this photograph; <see langword="null"/> takes <see cref="BatchOptions.Analysis"/>.</param>
    public static BatchInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, string name, AnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(name);
        return new BatchInput(name, options, async (analyzer, effective, token) =>
        {
            Stream stream = await open(token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await analyzer.AnalyzeAsync(stream, effective, token).ConfigureAwait(false);
            }
        });
    }

    internal Task<RetinaAnalysis> AnalyzeAsync(RetinaAnalyzer analyzer, AnalysisOptions? defaults, CancellationToken cancellationToken)
        => _analyze(analyzer, Options ?? defaults, cancellationToken);
}
