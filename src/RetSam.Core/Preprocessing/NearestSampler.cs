using System.Buffers;

namespace RetSam.Preprocessing;

/// <summary>Samples a mask at the centres of a frame's pixels, nearest neighbour.</summary>
internal static class NearestSampler
{
    public static void Sample(BinaryMask source, PixelRect crop, BinaryMask destination)
    {
        int width = destination.Width;
        int[] columns = ArrayPool<int>.Shared.Rent(width);
        for (int x = 0; x < width; x++)
        {
            columns[x] = Nearest(x, crop.X, crop.Width, width);
        }

        for (int y = 0; y < destination.Height; y++)
        {
            Span<ulong> target = destination.GetRow(y);
            int sourceY = Nearest(y, crop.Y, crop.Height, destination.Height);
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
    private static int Nearest(int i, int cropStart, int cropLength, int frame) => cropStart + (int)((2L * i + 1) * cropLength / (2L * frame));

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
