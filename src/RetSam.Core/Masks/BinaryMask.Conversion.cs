using RetSam.Vectors;

namespace RetSam;

/// <content>From and to bytes and floats.</content>
public sealed partial class BinaryMask
{
    /// <summary>A mask with every pixel set.</summary>
    public static BinaryMask Full(int width, int height)
    {
        var mask = new BinaryMask(width, height, clear: false);
        mask.Words.Fill(ulong.MaxValue);
        mask.ClearPadding();
        return mask;
    }

    /// <summary>A mask from bytes: a pixel is set when its byte is at least the threshold.</summary>
    /// <param name="bytes">One byte a pixel; at least (height - 1) * stride + width.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="threshold">The smallest byte that sets a pixel. The default, 128, reads 0/255 masks; 1 reads 0/1 masks.</param>
    /// <param name="stride">Bytes from one row to the next; 0 means the width.</param>
    /// <exception cref="ArgumentException">The buffer is too short or the stride shorter than a row.</exception>
    public static BinaryMask FromBytes(ReadOnlySpan<byte> bytes, int width, int height, byte threshold = 128, int stride = 0)
    {
        int step = CheckBuffer(bytes.Length, width, height, stride);
        var mask = new BinaryMask(width, height, clear: false);
        for (int y = 0; y < height; y++)
        {
            BitPacking.PackAtLeast(bytes.Slice(y * step, width), threshold, mask.GetRow(y));
        }

        return mask;
    }

    /// <summary>A mask from floats, usually probabilities: a pixel is set when its value is at least the threshold; NaN never is.</summary>
    /// <param name="values">One float a pixel; at least (height - 1) * stride + width.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="threshold">The smallest value that sets a pixel.</param>
    /// <param name="stride">Floats from one row to the next; 0 means the width.</param>
    /// <exception cref="ArgumentException">The buffer is too short or the stride shorter than a row.</exception>
    public static BinaryMask FromThreshold(ReadOnlySpan<float> values, int width, int height, float threshold, int stride = 0)
    {
        int step = CheckBuffer(values.Length, width, height, stride);
        var mask = new BinaryMask(width, height, clear: false);
        for (int y = 0; y < height; y++)
        {
            ThresholdPacking.Pack(values.Slice(y * step, width), threshold, mask.GetRow(y));
        }

        return mask;
    }

    /// <summary>Writes one byte a pixel.</summary>
    /// <param name="destination">At least width * height bytes.</param>
    /// <param name="on">The byte of a set pixel; clear pixels are written as 0.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<byte> destination, byte on = 255)
    {
        if (destination.Length < Width * Height)
        {
            throw new ArgumentException($"{Width}x{Height} pixels need {Width * Height} bytes; the destination has {destination.Length}.", nameof(destination));
        }

        for (int y = 0; y < Height; y++)
        {
            BitPacking.Unpack(GetRow(y), on, destination.Slice(y * Width, Width));
        }
    }

    private static int CheckBuffer(int length, int width, int height, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        int step = stride == 0 ? width : stride;
        if (step < width)
        {
            throw new ArgumentException($"A stride of {step} is shorter than a row of {width} pixels.", nameof(stride));
        }

        long needed = (long)(height - 1) * step + width;
        return length >= needed
            ? step
            : throw new ArgumentException($"{width}x{height} pixels with stride {step} need {needed} values; the buffer has {length}.");
    }
}
