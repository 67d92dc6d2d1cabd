using System.Buffers;

namespace RetSam;

/// <summary>
/// An owned 8-bit RGB photograph. Pixels are packed (three bytes a pixel, no padding between rows, top row first) and do not
/// change after construction, so an image may be read from any number of threads. The buffer comes from a pool and goes back on
/// <see cref="Dispose"/>; do not dispose while another thread still reads.
/// </summary>
public sealed class FundusImage : IDisposable
{
    private byte[]? _buffer;

    private FundusImage(int width, int height, FundusImageMetadata metadata, byte[] buffer)
    {
        Width = width;
        Height = height;
        Metadata = metadata;
        _buffer = buffer;
    }

    private FundusImage(int width, int height, FundusImageMetadata? metadata)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        long bytes = (long)width * height * 3;
        if (bytes > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"{width}x{height} pixels need {bytes} bytes, more than one buffer can hold ({Array.MaxLength}).");
        }

        Width = width;
        Height = height;
        Metadata = metadata ?? FundusImageMetadata.Empty;
        _buffer = ArrayPool<byte>.Shared.Rent((int)bytes);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>What is known beside the pixels.</summary>
    public FundusImageMetadata Metadata { get; }

    /// <summary>The distance between the starts of two rows in bytes: three times the width.</summary>
    public int Stride => Width * 3;

    /// <summary>All pixels as R, G, B bytes, top row first, rows without padding.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public ReadOnlySpan<byte> Pixels => Buffer;

    private Span<byte> Buffer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsSpan(0, Width * Height * 3);
        }
    }

    /// <summary>Copies pixels from a caller's buffer.</summary>
    /// <param name="pixels">The pixels; at least (height - 1) * stride + width * bytes per pixel.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="format">The layout of a pixel.</param>
    /// <param name="stride">Bytes from one row to the next; 0 means rows without padding.</param>
    /// <param name="rowOrder">Which row comes first.</param>
    /// <param name="metadata">What is known beside the pixels.</param>
    /// <exception cref="ArgumentException">The buffer is shorter than the picture, or the stride shorter than a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the picture is too large for one buffer.</exception>
    public static FundusImage FromPixels(
        ReadOnlySpan<byte> pixels,
        int width,
        int height,
        PixelFormat format,
        int stride = 0,
        RowOrder rowOrder = RowOrder.TopDown,
        FundusImageMetadata? metadata = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        int rowBytes = checked(width * PixelConversion.BytesPerPixel(format));
        int step = stride == 0 ? rowBytes : stride;
        if (step < rowBytes)
        {
            throw new ArgumentException($"A stride of {step} bytes is shorter than a row of {width} {format} pixels ({rowBytes} bytes).", nameof(stride));
        }

        long needed = (long)(height - 1) * step + rowBytes;
        if (pixels.Length < needed)
        {
            throw new ArgumentException($"{width}x{height} {format} pixels with stride {step} need {needed} bytes; the buffer has {pixels.Length}.", nameof(pixels));
        }

        var image = new FundusImage(width, height, metadata);
        Span<byte> destination = image.Buffer;
        for (int y = 0; y < height; y++)
        {
            int row = rowOrder == RowOrder.TopDown ? y : height - 1 - y;
            PixelConversion.ToRgb24(pixels.Slice(row * step, rowBytes), format, destination.Slice(y * width * 3, width * 3));
        }

        return image;
    }

    /// <summary>Creates an image whose pixels are written by a callback straight into the image's buffer: the way for codecs to save a copy.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="state">Handed to <paramref name="write"/>.</param>
    /// <param name="write">Fills the span, width * height * 3 bytes of packed RGB, top row first. The span holds arbitrary bytes before.</param>
    /// <param name="metadata">What is known beside the pixels.</param>
    public static FundusImage Create<TState>(int width, int height, TState state, SpanAction<byte, TState> write, FundusImageMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        var image = new FundusImage(width, height, metadata);
        try
        {
            write(image.Buffer, state);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>One row of packed RGB bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<byte> GetRow(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return Buffer.Slice(y * Stride, Stride);
    }

    /// <summary>The same pixels with other metadata. The buffer goes over to the result; this image is as if disposed.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    internal FundusImage HandOn(FundusImageMetadata metadata)
    {
        byte[]? buffer = Interlocked.Exchange(ref _buffer, null);
        ObjectDisposedException.ThrowIf(buffer is null, this);
        return new FundusImage(Width, Height, metadata, buffer);
    }

    /// <summary>Gives the buffer back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        byte[]? buffer = Interlocked.Exchange(ref _buffer, null);
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
