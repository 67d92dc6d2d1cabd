using System.Runtime.CompilerServices;
using RetSam.Inference;

namespace RetSam;

/// <content>Many photographs.</content>
public sealed partial class RetinaAnalyzer
{
    /// <summary>Analyses files, several at a time. See <see cref="AnalyzeManyAsync(IAsyncEnumerable{BatchInput}, BatchOptions?, CancellationToken)"/>.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="options">How; <see langword="null"/> means <see cref="BatchOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the batch.</param>
    public IAsyncEnumerable<BatchResult> AnalyzeManyAsync(
        IEnumerable<string> paths, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        int? total = paths.TryGetNonEnumeratedCount(out int count) ? count : null;
        return AnalyzeAllAsync(InOrder(paths.Select(p => BatchInput.FromFile(p))), total, options, cancellationToken);
    }

    /// <inheritdoc cref="AnalyzeManyAsync(IAsyncEnumerable{BatchInput}, BatchOptions?, CancellationToken)"/>
    public IAsyncEnumerable<BatchResult> AnalyzeManyAsync(
        IEnumerable<BatchInput> inputs, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int? total = inputs.TryGetNonEnumeratedCount(out int count) ? count : null;
        return AnalyzeAllAsync(InOrder(inputs), total, options, cancellationToken);
    }

    /// <summary>
    /// Analyses photographs, several at a time: while one is in the network the next are decoded and the last is measured. Memory is
    /// bounded by <see cref="BatchOptions.MaxInFlight"/> whatever their number, and nothing more is read while the caller takes no
    /// results. Results do not depend on how many run at once.
    /// </summary>
    /// <remarks>
    /// Load the model with <see cref="OnnxSegmenterOptions.ForThroughput"/> to use the processors best. Leaving the loop early gives up the
    /// rest. Safe to be called by several callers at once.
    /// </remarks>
    /// <param name="inputs">The photographs; enumerated once, by one thread, as far as there is room.</param>
    /// <param name="options">How; <see langword="null"/> means <see cref="BatchOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the batch: no photograph is begun any more, and those begun end within one stage.</param>
    /// <returns>One result for each input, to be disposed by the caller.</returns>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="BatchOptions.MaxInFlight"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<BatchResult> AnalyzeManyAsync(
        IAsyncEnumerable<BatchInput> inputs, BatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return AnalyzeAllAsync(inputs, null, options, cancellationToken);
    }

    /// <summary>The most photographs that are in the network at once; 1 for a segmenter of which nothing is known.</summary>
    internal int MostInNetwork => _source?.Segmenter is OnnxSegmenter segmenter ? segmenter.MaxConcurrency * segmenter.MaxBatch : 1;

    private async IAsyncEnumerable<BatchResult> AnalyzeAllAsync(
        IAsyncEnumerable<BatchInput> inputs, int? total, BatchOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfNoModel();
        using UseCounter.Use use = _uses.Enter();
        var run = new BatchRun(this, inputs, total, options ?? BatchOptions.Default, cancellationToken);
        await using (run.ConfigureAwait(false))
        {
            await foreach (BatchResult result in run.ReadAsync().ConfigureAwait(false))
            {
                yield return result;
            }
        }
    }

    private static async IAsyncEnumerable<BatchInput> InOrder(IEnumerable<BatchInput> inputs)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (BatchInput input in inputs)
        {
            yield return input;
        }
    }
}
