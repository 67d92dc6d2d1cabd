namespace RetSam.Inference;

/// <summary>Lends lanes, making them when first needed, never more than a limit; who comes then waits.</summary>
internal sealed class LanePool(Func<Lane> create, int limit) : IDisposable
{
    private readonly Stack<Lane> _idle = new(limit);
    private readonly SemaphoreSlim _permits = new(limit, limit);
    private volatile bool _disposed;

    /// <exception cref="OperationCanceledException">The token was cancelled while waiting.</exception>
    public Lane Rent(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxSegmenter));
        _permits.Wait(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxSegmenter));
            lock (_idle)
            {
                if (_idle.TryPop(out Lane? lane))
                {
                    return lane;
                }
            }

            return create();
        }
        catch
        {
            _permits.Release();
            throw;
        }
    }

    public void Return(Lane lane)
    {
        lock (_idle)
        {
            _idle.Push(lane);
        }

        _permits.Release();
    }

    /// <summary>Waits until every lane is back, then frees them.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (int i = 0; i < limit; i++)
        {
            _permits.Wait();
        }

        foreach (Lane lane in _idle)
        {
            lane.Dispose();
        }

        // Not disposed: a caller that still waits must find the permits released again and then that the pool is gone.
        _permits.Release(limit);
    }
}
