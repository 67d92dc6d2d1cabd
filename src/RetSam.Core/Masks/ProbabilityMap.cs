using System.Buffers;

namespace RetSam;

/// <summary>
/// One float in 0..1 a pixel: how sure a model is of a class. Rows are packed, top row first. Reading is thread-safe while nobody
/// writes; the buffer comes from a pool and goes back on <see cref="Dispose"/>.
/// </summary>
public sealed class ProbabilityMap : IDisposable
{
    private float[]? _values;

    /// <summary>Creates a map of zeros.</summary>
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    public ProbabilityMap(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        Width = width;
        Height = height;
        _values = ArrayPool<float>.Shared.Rent(checked(width * height));
        Values.Clear();
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>All probabilities, row by row.</summary>
    /// <exception cref="ObjectDisposedException">The map was disposed.</exception>
    public Span<float> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(_values is null, this);
            return _values.AsSpan(0, Width * Height);
        }
    }

    /// <summary>One row.</summary>
    public Span<float> GetRow(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return Values.Slice(y * Width, Width);
    }

    /// <summary>The pixels whose probability is at least the threshold.</summary>
    public BinaryMask ToMask(float threshold = 0.5f) => BinaryMask.FromThreshold(Values, Width, Height, threshold);

    /// <summary>Gives the buffer back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        float[]? values = Interlocked.Exchange(ref _values, null);
        if (values is not null)
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
