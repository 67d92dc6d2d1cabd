using System.Buffers;

namespace RetSam.Preprocessing;

/// <summary>Brings masks from the photograph into a model's frame and back. Thread-safe; scratch comes from a pool.</summary>
public static class MaskProjector
{
    /// <summary>
    /// Brings a mask of the photograph into a model's frame: a model pixel is set when the source pixel that its centre falls on lies
    /// inside the image and is set.
    /// </summary>
    /// <param name="source">The mask, of the photograph's size.</param>
    /// <param name="transform">The map between photograph and frame.</param>
    /// <param name="destination">Overwritten; of the frame's size.</param>
    /// <exception cref="ArgumentException">The destination has not the frame's size.</exception>
    public static void ToModelFrame(BinaryMask source, CropTransform transform, BinaryMask destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Width != transform.ModelWidth || destination.Height != transform.ModelHeight)
        {
            throw new ArgumentException(
                $"The destination is {destination.Width}x{destination.Height}; the model's frame is {transform.ModelWidth}x{transform.ModelHeight}.",
                nameof(destination));
        }

        int width = destination.Width;
        PixelRect crop = transform.SourceCrop;
        int[] columns = ArrayPool<int>.Shared.Rent(width);
        for (int x = 0; x < width; x++)
        {
            columns[x] = NearestSource(x, crop.X, crop.Width, width);
        }

        for (int y = 0; y < destination.Height; y++)
        {
            Span<ulong> target = destination.GetRow(y);
            int sourceY = NearestSource(y, crop.Y, crop.Height, destination.Height);
            if (sourceY < 0 || sourceY >= source.Height)
            {
                target.Clear();
                continue;
            }

            SampleRow(source.GetRow(sourceY), source.Width, columns.AsSpan(0, width), target);
        }

        ArrayPool<int>.Shared.Return(columns);
    }

    /// <summary>The source pixel that holds the point (i + 1/2) * crop / frame of the crop, in whole numbers: exact.</summary>
    private static int NearestSource(int i, int cropStart, int cropLength, int frame) => cropStart + (int)((2L * i + 1) * cropLength / (2L * frame));

    private static void SampleRow(ReadOnlySpan<ulong> row, int rowWidth, ReadOnlySpan<int> columns, Span<ulong> target)
    {
        for (int w = 0; w < target.Length; w++)
        {
            ReadOnlySpan<int> block = columns.Slice(w * 64, Math.Min(64, columns.Length - w * 64));
            ulong word = 0;
            for (int b = 0; b < block.Length; b++)
            {
                int x = block[b];
                if ((uint)x < (uint)rowWidth)
                {
                    word |= (row[x >> 6] >> (x & 63) & 1) << b;
                }
            }

            target[w] = word;
        }
    }
}
