using System.Diagnostics;

namespace RetSam.Diagnostics;

/// <summary>
/// One photograph on its way: a span with its stages below it, and its place in the counters. A scope that is disposed before its work
/// ended well or ill counts as cancelled.
/// </summary>
internal sealed class ImageScope : IDisposable
{
    private readonly Activity? _activity;
    private bool _ended;

    internal ImageScope(string? model)
    {
        _activity = RetSamDiagnostics.Activities.StartActivity("image");
        _activity?.SetTag("model", model);
        RetSamDiagnostics.ImagesInFlight.Add(1);
    }

    /// <summary>Does the photograph's work, and counts how it ends.</summary>
    public T Run<T>(Func<T> work)
    {
        try
        {
            T result = work();
            End("ok");
            return result;
        }
        catch (Exception cause) when (Fail(cause))
        {
            throw;
        }
    }

    /// <inheritdoc cref="Run"/>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            T result = await work().ConfigureAwait(false);
            End("ok");
            return result;
        }
        catch (Exception cause) when (Fail(cause))
        {
            throw;
        }
    }

    /// <summary>Ends the span.</summary>
    public void Dispose()
    {
        End("cancelled");
        _activity?.Dispose();
    }

    /// <summary>Counts a failure from an exception filter, which sees it without catching it; always <see langword="false"/>.</summary>
    private bool Fail(Exception cause)
    {
        if (cause is not OperationCanceledException)
        {
            RetSamDiagnostics.CountFailure("image", cause);
            // The type only: messages may hold a path.
            _activity?.SetStatus(ActivityStatusCode.Error, cause.GetType().FullName);
            End("failed");
        }

        return false;
    }

    private void End(string outcome)
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _activity?.SetTag("outcome", outcome);
        RetSamDiagnostics.ImagesInFlight.Add(-1);
        RetSamDiagnostics.Images.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
