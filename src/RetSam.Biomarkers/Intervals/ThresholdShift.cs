using System.Buffers;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>
/// Masks as they would be, were probabilities cut elsewhere. A map says nothing of post-processing, so what that did to a mask is
/// kept: pixels above the class's own threshold that are not in the mask were taken out, and those in the mask below it were put in.
/// The maps go along with the threshold they were cut at; they stay the first segmentation's, which must outlive the other.
/// </summary>
internal static class ThresholdShift
{
    /// <summary>The odds of 0.6; on odds a step up and a step down are the same wherever the class's own threshold lies.</summary>
    private const double Odds = 0.6 / 0.4;

    /// <summary>Larger masks, of thresholds whose odds are 2/3 of each class's own: 0.4 for 0.5.</summary>
    public static RetinaSegmentation Lower(RetinaSegmentation segmentation) => Shift(segmentation, 1 / Odds, Grow);

    /// <summary>Smaller masks, of thresholds whose odds are 3/2 of each class's own: 0.6 for 0.5.</summary>
    public static RetinaSegmentation Raise(RetinaSegmentation segmentation) => Shift(segmentation, Odds, Shrink);

    /// <summary>The threshold whose odds are a multiple of another's, kept between 0 and 1 where a float would round to them.</summary>
    internal static float Move(double threshold, double odds)
        => Math.Clamp((float)(odds * threshold / (odds * threshold + 1 - threshold)), float.Epsilon, MathF.BitDecrement(1));

    private static RetinaSegmentation Shift(
        RetinaSegmentation segmentation, double odds, Action<BinaryMask, ProbabilityMap, double, FieldOfView> change)
    {
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(segmentation.Width, segmentation.Height)
            .SetSource(segmentation.Source)
            .SetFieldOfView(segmentation.FieldOfView.Clone());
        foreach (RetinaClass retinaClass in segmentation.Classes)
        {
            if (segmentation.GetMask(retinaClass)?.Clone() is not { } mask)
            {
                continue;
            }

            if (segmentation.GetProbability(retinaClass) is { } map)
            {
                double threshold = segmentation.GetProbabilityThreshold(retinaClass)!.Value;
                change(mask, map, threshold, segmentation.FieldOfView);
                builder.LendProbability(retinaClass, map, Move(threshold, odds));
            }

            builder.SetMask(retinaClass, mask);
        }

        if (segmentation.FoveaWasSought)
        {
            builder.SetFovea(segmentation.Fovea, segmentation.FoveaConfidence);
        }

        return builder.Build();
    }

    private static void Shrink(BinaryMask mask, ProbabilityMap map, double threshold, FieldOfView fieldOfView)
    {
        using BinaryMask between = map.ToMask((float)threshold);
        using (BinaryMask above = map.ToMask(Move(threshold, Odds)))
        {
            between.ExceptWith(above);
        }

        mask.ExceptWith(between);
    }

    private static void Grow(BinaryMask mask, ProbabilityMap map, double threshold, FieldOfView fieldOfView)
    {
        using BinaryMask removed = map.ToMask((float)threshold);
        removed.ExceptWith(mask);
        using BinaryMask grown = map.ToMask(Move(threshold, 1 / Odds));
        grown.IntersectWith(fieldOfView.Mask);
        DropHalos(grown, removed, mask);
        grown.ExceptWith(removed);
        mask.UnionWith(grown);
    }

    /// <summary>Clears objects that grew around one that was removed, and around nothing of the mask.</summary>
    private static void DropHalos(BinaryMask grown, BinaryMask removed, BinaryMask mask)
    {
        if (removed.IsEmpty())
        {
            return;
        }

        using Components objects = Components.Analyse(grown);
        bool[] halo = ArrayPool<bool>.Shared.Rent(Math.Max(1, objects.Count));
        halo.AsSpan(0, objects.Count).Clear();
        Mark(removed, true);
        Mark(mask, false);
        using BinaryMask halos = new(grown.Width, grown.Height);
        for (int i = 0; i < objects.Runs.Length; i++)
        {
            if (halo[objects.RunLabels[i]])
            {
                MaskRun run = objects.Runs[i];
                halos.SetRun(run.Y, run.Start, run.End);
            }
        }

        ArrayPool<bool>.Shared.Return(halo);
        grown.ExceptWith(halos);

        void Mark(BinaryMask pixels, bool value)
        {
            foreach (MaskRun run in pixels.EnumerateRuns())
            {
                for (int x = run.Start; x < run.End; x++)
                {
                    int label = objects.GetLabelAt(x, run.Y);
                    if (label >= 0)
                    {
                        halo[label] = value;
                    }
                }
            }
        }
    }
}
