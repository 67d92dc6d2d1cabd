using System.Numerics;

namespace RetSam.Cli.Evaluation;

/// <summary>How the pixels of a region fall when a predicted mask is laid over an expert's. A ratio with nothing below the line is <see langword="null"/>.</summary>
internal readonly record struct PixelCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>2 TP / (2 TP + FP + FN); null when neither mask has a pixel.</summary>
    public double? Dice => Ratio(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>TP / (TP + FP + FN), the Jaccard index; null when neither mask has a pixel.</summary>
    public double? Iou => Ratio(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>TP / (TP + FN); null when the expert marked nothing.</summary>
    public double? Sensitivity => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>TN / (TN + FP); null when the expert marked everything.</summary>
    public double? Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Counts pixels.</summary>
    /// <param name="predicted">What the model says.</param>
    /// <param name="truth">What the expert says.</param>
    /// <param name="region">Where to count; <see langword="null"/> means everywhere.</param>
    public static PixelCounts Of(BinaryMask predicted, BinaryMask truth, BinaryMask? region = null)
    {
        RequireSameSize(predicted, truth);
        if (region is not null)
        {
            RequireSameSize(region, truth);
        }

        ReadOnlySpan<ulong> p = predicted.Words;
        ReadOnlySpan<ulong> t = truth.Words;
        ReadOnlySpan<ulong> r = region is null ? default : region.Words;
        long both = 0;
        long onlyPredicted = 0;
        long onlyTrue = 0;
        long counted = region is null ? (long)truth.Width * truth.Height : region.CountPixels();
        for (int i = 0; i < t.Length; i++)
        {
            ulong inside = region is null ? ulong.MaxValue : r[i];
            both += BitOperations.PopCount(p[i] & t[i] & inside);
            onlyPredicted += BitOperations.PopCount(p[i] & ~t[i] & inside);
            onlyTrue += BitOperations.PopCount(~p[i] & t[i] & inside);
        }

        return new PixelCounts(both, onlyPredicted, onlyTrue, counted - both - onlyPredicted - onlyTrue);
    }

    /// <summary>The pixels of two regions or photographs together.</summary>
    public static PixelCounts operator +(PixelCounts a, PixelCounts b) => new(
        a.TruePositives + b.TruePositives,
        a.FalsePositives + b.FalsePositives,
        a.FalseNegatives + b.FalseNegatives,
        a.TrueNegatives + b.TrueNegatives);

    private static double? Ratio(long above, long below) => below == 0 ? null : (double)above / below;

    private static void RequireSameSize(BinaryMask a, BinaryMask b)
    {
        if (a.Width != b.Width || a.Height != b.Height)
        {
            throw new ArgumentException($"One mask is {a.Width}x{a.Height}, the other {b.Width}x{b.Height}; only masks of one size can be compared.");
        }
    }
}
