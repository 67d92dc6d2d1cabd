using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using RetSam.Diagnostics;

namespace RetSam;

/// <summary>
/// One batch on its way. Photographs are begun in order, each on the thread pool, as long as fewer than the allowed number are in
/// memory; the segmenter's queue lets some of them into the network while others are decoded or measured.
/// </summary>
internal sealed class BatchRun : IAsyncDisposable
{
    /// <summary>The name of the queue of photographs that are done and not yet taken by the caller.</summary>
    private const string ResultQueue = "result";

    private readonly RetinaAnalyzer _analyzer;
    private readonly BatchOptions _options;
    private readonly CancellationToken _callers;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _slots;
    private readonly Channel<Task<BatchResult>> _results = Channel.CreateUnbounded<Task<BatchResult>>(new() { SingleReader = true });
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly int? _total;
    private Exception? _inputFailure;
    private int _unfinished = 1;
    private int _done;
    private int _failed;

    public BatchRun(RetinaAnalyzer analyzer, IAsyncEnumerable<BatchInput> inputs, int? total, BatchOptions options, CancellationToken cancellationToken)
    {
        _analyzer = analyzer;
        _options = options;
        _total = options.Total ?? total;
        _slots = new SemaphoreSlim(options.ActualMaxInFlight(analyzer.MostInNetwork));
        _callers = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Run(() => FeedAsync(inputs), CancellationToken.None);
    }

    /// <summary>The results, each of which gives its place to another photograph when the next is asked for.</summary>
    public async IAsyncEnumerable<BatchResult> ReadAsync()
    {
        await foreach (Task<BatchResult> running in _results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            BatchResult result = await TakeAsync(running).ConfigureAwait(false);
            if (result.Error is { } error)
            {
                // A photograph may fail of itself at the moment of the stop: what ends the batch is the stop all the same.
                _callers.ThrowIfCancellationRequested();
                if (_options.OnError == BatchErrorPolicy.Stop)
                {
                    ExceptionDispatchInfo.Throw(error);
                }
            }

            yield return result;
            _slots.Release();
        }

        if (_inputFailure is { } failure)
        {
            _callers.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Gives up what is not done, waits for what cannot be interrupted, and disposes what nobody took.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await foreach (Task<BatchResult> left in _results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            (await TakeAsync(left).ConfigureAwait(false)).Dispose();
        }

        _stop.Dispose();
        _slots.Dispose();
    }

    private static async Task<BatchResult> TakeAsync(Task<BatchResult> running)
    {
        BatchResult result = await running.ConfigureAwait(false);
        RetSamDiagnostics.ChangeQueueDepth(ResultQueue, -1);
        return result;
    }

    private async Task FeedAsync(IAsyncEnumerable<BatchInput> inputs)
    {
        try
        {
            int index = 0;
            await foreach (BatchInput input in inputs.WithCancellation(_stop.Token).ConfigureAwait(false))
            {
                ArgumentNullException.ThrowIfNull(input, nameof(inputs));
                await _slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                Begin(index++, input);
            }
        }
#pragma warning disable CA1031 // Whatever the inputs throw is thrown again where results are read.
        catch (Exception e)
        {
            _inputFailure = e;
        }
#pragma warning restore CA1031

        Finish();
    }

    private void Begin(int index, BatchInput input)
    {
        Interlocked.Increment(ref _unfinished);
        try
        {
            Task<BatchResult> running = Task.Run(() => AnalyzeAsync(index, input), CancellationToken.None);
            bool inOrder = _options.Order == BatchOrder.AsGiven;
            if (inOrder)
            {
                _results.Writer.TryWrite(running);
            }

            running.ContinueWith(
                done =>
                {
                    if (!inOrder)
                    {
                        _results.Writer.TryWrite(done);
                    }

                    Finish();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        catch
        {
            // No memory to begin it: who reads the results must not wait for it.
            Finish();
            throw;
        }
    }

    /// <summary>The feeder and every photograph call it once; the last of them ends the results.</summary>
    private void Finish()
    {
        if (Interlocked.Decrement(ref _unfinished) == 0)
        {
            _results.Writer.Complete();
        }
    }

    /// <summary>Never throws: an error is a result.</summary>
    private async Task<BatchResult> AnalyzeAsync(int index, BatchInput input)
    {
        BatchResult result;
        try
        {
            RetinaAnalysis analysis = await input.AnalyzeAsync(_analyzer, _options.Analysis, _stop.Token).ConfigureAwait(false);
            result = new BatchResult(index, input, analysis, null);
        }
#pragma warning disable CA1031 // The policy decides what becomes of it.
        catch (Exception e)
        {
            result = new BatchResult(index, input, null, e);
        }
#pragma warning restore CA1031

        RetSamDiagnostics.ChangeQueueDepth(ResultQueue, 1);
        int failed = result.Error is null ? Volatile.Read(ref _failed) : Interlocked.Increment(ref _failed);
        int done = Interlocked.Increment(ref _done);
        _options.Progress?.Report(new BatchProgress(done, failed, _total, Stopwatch.GetElapsedTime(_started)));
        return result;
    }
}
