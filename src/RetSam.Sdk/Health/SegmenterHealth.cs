namespace RetSam;

/// <summary>
/// What an analyzer knows of its model's health from the photographs that went through: in doubt before the first and after one that
/// failed, until one goes through again. Thread-safe.
/// </summary>
internal sealed class SegmenterHealth
{
    private const int Side = 64;
    private volatile bool _hasRun;
    private volatile Exception? _failure;

    /// <summary>Whether only a trial can tell.</summary>
    public bool IsInDoubt => !_hasRun || _failure is not null;

    /// <summary>Why the last run failed; <see langword="null"/> when it did not.</summary>
    public Exception? Failure => _failure;

    /// <summary>The last failure of all, even when runs since went through.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Runs the model and remembers how it ended. Cancellation and misuse say nothing about the model.</summary>
    public T Watch<T>(Func<T> run)
    {
        try
        {
            T result = run();
            _hasRun = true;
            _failure = null;
            return result;
        }
        catch (Exception cause) when (Remember(cause))
        {
            throw;
        }
    }

    /// <summary>Runs the model on a drawn picture, and remembers how it ended.</summary>
    public void Try(Action<FundusImage> run)
    {
        byte[] pixels = new byte[3 * Side * Side];
        for (int i = 0; i < Side * Side; i++)
        {
            (int x, int y) = (i % Side - Side / 2, i / Side - Side / 2);
            if (x * x + y * y < Side * Side / 5)
            {
                // Reddish, as a retina is.
                (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = (160, 90, 50);
            }
        }

        using FundusImage image = FundusImage.FromPixels(pixels, Side, Side, PixelFormat.Rgb24);
        try
        {
            run(image);
        }
#pragma warning disable CA1031 // What failed is remembered where the model is run; the check tells it.
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            Remember(cause);
        }
#pragma warning restore CA1031
    }

    private bool Remember(Exception cause)
    {
        if (cause is not (OperationCanceledException or ObjectDisposedException or ArgumentException))
        {
            _failure = cause;
            LastFailure = cause;
        }

        return false;
    }
}
