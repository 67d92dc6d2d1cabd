namespace RetSam;

/// <summary>
/// Lets something shared be disposed while calls are on their way: new calls are refused from then on, and the release runs when the
/// last call ends.
/// </summary>
internal sealed class UseCounter(string objectName, Action release)
{
    private readonly Lock _gate = new();
    private int _inUse;
    private bool _closed;

    /// <summary>Begins a use.</summary>
    /// <exception cref="ObjectDisposedException">The counter was closed.</exception>
    public Use Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, objectName);
            _inUse++;
            return new Use(this);
        }
    }

    /// <summary>Refuses new uses, and releases once none is left. Safe to call twice.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            if (_inUse > 0)
            {
                return;
            }
        }

        release();
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_inUse > 0 || !_closed)
            {
                return;
            }
        }

        release();
    }

    /// <summary>One use; disposing it ends the use.</summary>
    public readonly struct Use(UseCounter counter) : IDisposable
    {
        public void Dispose() => counter.Leave();
    }
}
