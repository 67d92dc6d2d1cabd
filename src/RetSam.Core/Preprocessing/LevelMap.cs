using System.Runtime.Intrinsics;

namespace RetSam.Preprocessing;

/// <summary>What becomes of a resampled value v of 0..255: clamp(v, 0, 255) * factor + offset, channel by channel.</summary>
internal readonly struct LevelMap
{
    private LevelMap(Vector128<float> factor, Vector128<float> offset)
    {
        Factor = factor;
        Offset = offset;
    }

    /// <summary>Values as they are.</summary>
    public static LevelMap Identity => new(Vector128.Create(1f), Vector128<float>.Zero);

    /// <summary>The least value: a cubic may swing below black.</summary>
    public static Vector128<float> Low => Vector128<float>.Zero;

    /// <summary>The greatest value: a cubic may swing above white.</summary>
    public static Vector128<float> High => Vector128.Create(255f);

    /// <summary>Red, green, blue, nothing.</summary>
    public Vector128<float> Factor { get; }

    /// <summary>Red, green, blue, nothing.</summary>
    public Vector128<float> Offset { get; }

    /// <summary>(v / 255 - mean) / standard deviation.</summary>
    public static LevelMap For(Normalization.Fixed fix)
    {
        (float r, float g, float b) = fix.StandardDeviation;
        (float meanR, float meanG, float meanB) = fix.Mean;
        if (!(r > 0 && g > 0 && b > 0 && float.IsFinite(r + g + b) && float.IsFinite(meanR + meanG + meanB)))
        {
            throw new ArgumentException(
                $"Normalisation needs finite means and finite, positive standard deviations, not {fix.Mean} and {fix.StandardDeviation}.", nameof(fix));
        }

        return new LevelMap(
            Vector128.Create((float)(1 / (255.0 * r)), (float)(1 / (255.0 * g)), (float)(1 / (255.0 * b)), 0),
            Vector128.Create((float)(-meanR / (double)r), (float)(-meanG / (double)g), (float)(-meanB / (double)b), 0));
    }
}
