using System.Buffers;

namespace RetSam.Preprocessing;

/// <summary>
/// Which source pixels make an output pixel along one axis, and how much of each: for every output a contiguous run of taps. Taps that
/// would leave the crop are clamped to it or dropped, as the filter asks; taps inside the crop but outside the image are dropped
/// without making up for their weight, which is what reading black there means. Tables come from a pool.
/// </summary>
internal readonly ref struct AxisWeights
{
    private readonly int[] _table;
    private readonly float[] _weights;
    private readonly int _outputs;

    /// <summary>Builds the table of one axis.</summary>
    /// <param name="cropStart">The crop's first pixel in image coordinates; may be negative.</param>
    /// <param name="cropLength">The crop's number of pixels.</param>
    /// <param name="imageLength">The image's number of pixels.</param>
    /// <param name="outputs">The number of output pixels.</param>
    /// <param name="resampling">The filter.</param>
    public AxisWeights(int cropStart, int cropLength, int imageLength, int outputs, Resampling resampling)
    {
        _outputs = outputs;
        First = Math.Max(0, cropStart);
        Length = Math.Max(0, (int)(Math.Min(imageLength, (long)cropStart + cropLength) - First));
        Capacity = Math.Min(resampling switch
        {
            Resampling.Area => cropLength >= outputs ? (cropLength - 1) / outputs + 2 : 2,
            Resampling.Bilinear => 2,
            Resampling.Bicubic => 2 * (int)Math.Ceiling(2.0 * Math.Max(1.0, (double)cropLength / outputs)) + 1,
            _ => throw new ArgumentOutOfRangeException(nameof(resampling), resampling, "Not a known resampling."),
        }, cropLength);
        _table = ArrayPool<int>.Shared.Rent(2 * outputs);
        _weights = ArrayPool<float>.Shared.Rent(checked(Capacity * outputs));
        _weights.AsSpan(0, Capacity * outputs).Clear();
        double[] taps = ArrayPool<double>.Shared.Rent(Capacity);
        int offset = cropStart - First;
        for (int i = 0; i < outputs; i++)
        {
            (int start, int count) = resampling switch
            {
                Resampling.Bicubic => Bicubic(i, cropLength, outputs, taps),
                Resampling.Area when cropLength >= outputs => Area(i, cropLength, outputs, taps),
                _ => Bilinear(i, cropLength, outputs, taps),
            };
            Keep(i, start + offset, taps.AsSpan(0, count));
        }

        ArrayPool<double>.Shared.Return(taps);
    }

    /// <summary>The first pixel of the image that any tap may read.</summary>
    public int First { get; }

    /// <summary>The number of the image's pixels, from <see cref="First"/> on, that taps may read; 0 when the crop misses the image.</summary>
    public int Length { get; }

    /// <summary>The number of weights that are stored for each output; those after its taps are zero.</summary>
    public int Capacity { get; }

    /// <summary>The first tap of an output, counted from <see cref="First"/>; start + <see cref="Capacity"/> may pass <see cref="Length"/>.</summary>
    public int Start(int output) => _table[2 * output];

    /// <summary>The number of taps of an output; 0 where the crop lies outside the image.</summary>
    public int Count(int output) => _table[2 * output + 1];

    /// <summary>The weights of an output's taps.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(output * Capacity, Count(output));

    /// <summary>All outputs' weights, <see cref="Capacity"/> each.</summary>
    public ReadOnlySpan<float> AllWeights => _weights.AsSpan(0, Capacity * _outputs);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_table);
        ArrayPool<float>.Shared.Return(_weights);
    }

    /// <summary>Stores an output's taps, less those outside the image.</summary>
    private void Keep(int output, int start, ReadOnlySpan<double> taps)
    {
        int from = Math.Clamp(-start, 0, taps.Length);
        int to = Math.Clamp(Length - start, from, taps.Length);
        _table[2 * output] = to > from ? start + from : 0;
        _table[2 * output + 1] = to - from;
        for (int t = from; t < to; t++)
        {
            _weights[output * Capacity + t - from] = (float)taps[t];
        }
    }

    /// <summary>The share of the output pixel that each source pixel covers. Whole numbers in units of 1 / outputs source pixels: exact.</summary>
    private static (int Start, int Count) Area(int i, int n, int outputs, Span<double> taps)
    {
        long left = (long)i * n;
        long right = left + n;
        int start = (int)(left / outputs);
        int end = (int)((right + outputs - 1) / outputs);
        for (int j = start; j < end; j++)
        {
            long covered = Math.Min(right, (long)(j + 1) * outputs) - Math.Max(left, (long)j * outputs);
            taps[j - start] = (double)covered / n;
        }

        return (start, end - start);
    }

    /// <summary>The two pixel centres around the output's centre; beyond the crop's edge its last pixel is repeated.</summary>
    private static (int Start, int Count) Bilinear(int i, int n, int outputs, Span<double> taps)
    {
        // The centre is (i + 1/2) n / outputs - 1/2; twice outputs times that is a whole number.
        long numerator = (2L * i + 1) * n - outputs;
        long denominator = 2L * outputs;
        long below = numerator >= 0 ? numerator / denominator : -1;
        double fraction = (double)(numerator - below * denominator) / denominator;
        if (below < 0 || below >= n - 1)
        {
            taps[0] = 1;
            return (below < 0 ? 0 : n - 1, 1);
        }

        taps[0] = 1 - fraction;
        taps[1] = fraction;
        return ((int)below, fraction > 0 ? 2 : 1);
    }

    /// <summary>Keys' cubic with a = -1/2, widened when shrinking, cut off at the crop's edge and made to sum to one again.</summary>
    private static (int Start, int Count) Bicubic(int i, int n, int outputs, Span<double> taps)
    {
        double scale = (double)n / outputs;
        double width = Math.Max(scale, 1.0);
        double centre = (i + 0.5) * scale;
        int start = Math.Max(0, (int)(centre - 2 * width + 0.5));
        int end = Math.Min(n, (int)(centre + 2 * width + 0.5));
        double sum = 0;
        for (int j = start; j < end; j++)
        {
            double weight = Cubic((j - centre + 0.5) / width);
            taps[j - start] = weight;
            sum += weight;
        }

        for (int t = 0; t < end - start; t++)
        {
            taps[t] /= sum;
        }

        return (start, end - start);

        static double Cubic(double x)
        {
            const double A = -0.5;
            x = Math.Abs(x);
            return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
                : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
                : 0;
        }
    }
}
