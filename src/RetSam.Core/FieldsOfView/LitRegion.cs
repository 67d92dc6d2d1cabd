using System.Buffers;

namespace RetSam.FieldsOfView;

/// <summary>
/// The largest connected area of a small picture that differs from the border, after an opening that cuts off text, tabs and specks.
/// Bytes, 0 or 1, from a pool.
/// </summary>
internal ref struct LitRegion
{
    /// <summary>Half the side of the square that opens the region, in small pixels.</summary>
    private const int OpeningRadius = 2;

    private readonly byte[] _inside;

    private LitRegion(byte[] inside, int width, int height, float threshold)
    {
        _inside = inside;
        Width = width;
        Height = height;
        Threshold = threshold;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The number of pixels of the region.</summary>
    public int Area { get; private set; }

    /// <summary>The distance to the border's colour from which a pixel counts as lit, in levels.</summary>
    public float Threshold { get; }

    /// <summary>The region's part of the picture, 0..1.</summary>
    public readonly double Share => Area / (double)(Width * Height);

    public readonly ReadOnlySpan<byte> Row(int y) => _inside.AsSpan(y * Width, Width);

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_inside);

    /// <summary>The region of a picture.</summary>
    /// <param name="distances">How far each pixel is from the border's colour.</param>
    /// <param name="threshold">The distance from which a pixel counts as lit, in levels.</param>
    public static LitRegion Find(in DistanceMap distances, float threshold)
    {
        ReadOnlySpan<float> values = distances.Values;
        byte[] inside = ArrayPool<byte>.Shared.Rent(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            inside[i] = values[i] >= threshold ? (byte)1 : (byte)0;
        }

        var region = new LitRegion(inside, distances.Width, distances.Height, threshold);
        region.Open();
        region.KeepLargestComponent();
        return region;
    }

    private readonly void Open()
    {
        int size = Width * Height;
        byte[] scratch = ArrayPool<byte>.Shared.Rent(size);
        Span<byte> inside = _inside.AsSpan(0, size);
        Span<byte> other = scratch.AsSpan(0, size);

        // Outside the frame counts as inside for the erosion, so that the frame itself takes nothing away.
        Filter(inside, other, 1, Width, Height, keepAll: true);
        Filter(other, inside, Width, Height, Width, keepAll: true);
        Filter(inside, other, 1, Width, Height, keepAll: false);
        Filter(other, inside, Width, Height, Width, keepAll: false);
        ArrayPool<byte>.Shared.Return(scratch);
    }

    /// <summary>The minimum (<paramref name="keepAll"/>) or maximum over a window along one axis: a running sum of zeros and ones.</summary>
    private static void Filter(ReadOnlySpan<byte> source, Span<byte> destination, int step, int length, int lines, bool keepAll)
    {
        int lineStep = step == 1 ? length : 1;
        for (int line = 0; line < lines; line++)
        {
            int start = line * lineStep;
            int sum = 0;
            int window = 0;
            for (int i = -OpeningRadius; i < length; i++)
            {
                if (i + OpeningRadius < length)
                {
                    sum += source[start + (i + OpeningRadius) * step];
                    window++;
                }

                if (i > OpeningRadius)
                {
                    sum -= source[start + (i - OpeningRadius - 1) * step];
                    window--;
                }

                if (i >= 0)
                {
                    destination[start + i * step] = (keepAll ? sum == window : sum > 0) ? (byte)1 : (byte)0;
                }
            }
        }
    }

    private void KeepLargestComponent()
    {
        int size = Width * Height;
        int[] queue = ArrayPool<int>.Shared.Rent(size);
        int best = -1;
        for (int seed = 0; seed < size; seed++)
        {
            if (_inside[seed] == 1)
            {
                int area = Flood(queue, seed, from: 1, to: 2);
                if (area > Area)
                {
                    Area = area;
                    best = seed;
                }
            }
        }

        if (best >= 0)
        {
            Flood(queue, best, from: 2, to: 3);
        }

        for (int i = 0; i < size; i++)
        {
            _inside[i] = _inside[i] == 3 ? (byte)1 : (byte)0;
        }

        ArrayPool<int>.Shared.Return(queue);
    }

    private readonly int Flood(int[] queue, int seed, byte from, byte to)
    {
        int head = 0;
        int tail = 0;
        queue[tail++] = seed;
        _inside[seed] = to;
        while (head < tail)
        {
            int i = queue[head++];
            int x = i % Width;
            if (x > 0 && _inside[i - 1] == from)
            {
                _inside[i - 1] = to;
                queue[tail++] = i - 1;
            }

            if (x < Width - 1 && _inside[i + 1] == from)
            {
                _inside[i + 1] = to;
                queue[tail++] = i + 1;
            }

            if (i >= Width && _inside[i - Width] == from)
            {
                _inside[i - Width] = to;
                queue[tail++] = i - Width;
            }

            if (i < Width * (Height - 1) && _inside[i + Width] == from)
            {
                _inside[i + Width] = to;
                queue[tail++] = i + Width;
            }
        }

        return tail;
    }
}
