using System.Security.Cryptography;

namespace RetSam.WebService.Analyses;

/// <summary>One analysis from its upload to its last download. Thread-safe. Its id is random, so that knowing it is the right to read it.</summary>
public sealed class AnalysisJob : IProgress<AnalysisStage>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile AnalysisState _state;
    private Photograph? _photograph;

    /// <summary>Makes a job that waits.</summary>
    public AnalysisJob(Photograph photograph, DateTimeOffset createdAt)
    {
        _photograph = photograph;
        CreatedAt = createdAt;
        Cancelled = _cancellation.Token;
    }

    /// <summary>The id in the URL: 128 random bits.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>When the upload was complete.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it came to its end.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>How far it is. Read first: what belongs to a state is there when the state says so.</summary>
    public AnalysisState State => _state;

    /// <summary>What it is busy with, while it runs.</summary>
    public AnalysisStep? Step { get; private set; }

    /// <summary>What came of it, once completed.</summary>
    public AnalysisResult? Result { get; private set; }

    /// <summary>Why it failed, in the SDK's words.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the photograph is at fault, rather than the service.</summary>
    public bool PhotographIsAtFault { get; private set; }

    /// <summary>Cancelled when nobody wants the result any more.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>Done when the job is completed, failed or cancelled.</summary>
    public Task Finished => _finished.Task;

    /// <inheritdoc />
    public void Report(AnalysisStage value) => Step = (AnalysisStep)value;

    /// <summary>Begins the work; <see langword="null"/> when it was cancelled while it waited.</summary>
    public Photograph? Start()
    {
        lock (_lock)
        {
            if (_state != AnalysisState.Queued)
            {
                return null;
            }

            _state = AnalysisState.Running;
            Photograph photograph = _photograph!;
            _photograph = null;
            return photograph;
        }
    }

    /// <summary>Ends the work with a result.</summary>
    public void Complete(AnalysisResult result, DateTimeOffset at) => Finish(AnalysisState.Completed, at, () => Result = result);

    /// <summary>Ends the work with a reason.</summary>
    public void Fail(string reason, bool photographIsAtFault, DateTimeOffset at) => Finish(AnalysisState.Failed, at, () =>
    {
        Failure = reason;
        PhotographIsAtFault = photographIsAtFault;
    });

    /// <summary>Ends the waiting or the work without a result.</summary>
    public void Cancel(DateTimeOffset at)
    {
        // One lock for both, so that the worker, done with the job, does not dispose what is being cancelled.
        lock (_lock)
        {
            if (Finish(AnalysisState.Cancelled, at, () => { }))
            {
                _cancellation.Cancel();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            _cancellation.Dispose();
        }
    }

    /// <summary>The first end counts: a job that was cancelled is not completed by a worker that was just done.</summary>
    private bool Finish(AnalysisState state, DateTimeOffset at, Action set)
    {
        lock (_lock)
        {
            if (_finished.Task.IsCompleted)
            {
                return false;
            }

            set();
            _photograph = null;
            Step = null;
            FinishedAt = at;
            _state = state;
            _finished.SetResult();
            return true;
        }
    }
}
