using System.Buffers;
using RetSam.Vectors;

namespace RetSam;

/// <summary>
/// One byte a pixel: the label of exclusive classes, 0 for background. Rows are packed, top row first. Reading is thread-safe while
/// nobody writes; the buffer comes from a pool and goes back on <see cref="Dispose"/>.
/// </summary>
public sealed class LabelMap : IDisposable
{
    private byte[]? _labels;

    /// <summary>Creates a map of zeros.</summary>
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    public LabelMap(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        Width = width;
        Height = height;
        _labels = ArrayPool<byte>.Shared.Rent(checked(width * height));
        Labels.Clear();
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>All labels, row by row.</summary>
    /// <exception cref="ObjectDisposedException">The map was disposed.</exception>
    public Span<byte> Labels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_labels is null, this);
            return _labels.AsSpan(0, Width * Height);
        }
    }

    /// <summary>Copies labels from a caller's buffer.</summary>
    /// <exception cref="ArgumentException">The buffer does not hold width * height labels.</exception>
    public static LabelMap FromLabels(ReadOnlySpan<byte> labels, int width, int height)
    {
        var map = new LabelMap(width, height);
        if (labels.Length != map.Labels.Length)
        {
            map.Dispose();
            throw new ArgumentException($"{width}x{height} pixels need {(long)width * height} labels; the buffer has {labels.Length}.", nameof(labels));
        }

        labels.CopyTo(map.Labels);
        return map;
    }

    /// <summary>The pixels with one label.</summary>
    public BinaryMask ToMask(byte label)
    {
        var mask = new BinaryMask(Width, Height);
        ReadOnlySpan<byte> labels = Labels;
        for (int y = 0; y < Height; y++)
        {
            BitPacking.PackEqual(labels.Slice(y * Width, Width), label, mask.GetRow(y));
        }

        return mask;
    }

    /// <summary>Writes a label wherever a mask is set.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void Paint(BinaryMask mask, byte label)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Width != Width || mask.Height != Height)
        {
            throw new ArgumentException($"The mask is {mask.Width}x{mask.Height}, the map {Width}x{Height}.", nameof(mask));
        }

        Span<byte> labels = Labels;
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            labels.Slice(run.Y * Width + run.Start, run.Length).Fill(label);
        }
    }

    /// <summary>Gives the buffer back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        byte[]? labels = Interlocked.Exchange(ref _labels, null);
        if (labels is not null)
        {
            ArrayPool<byte>.Shared.Return(labels);
        }
    }
}
