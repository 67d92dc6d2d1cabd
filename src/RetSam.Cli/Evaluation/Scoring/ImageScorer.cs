namespace RetSam.Cli.Evaluation;

/// <summary>Holds a prediction against what the experts marked, in the pixels of the stored image.</summary>
internal static class ImageScorer
{
    /// <param name="id">The photograph's id in its set.</param>
    /// <param name="predicted">What the model found.</param>
    /// <param name="truth">What the experts marked.</param>
    /// <param name="probabilities">How sure the model is of a class at every pixel, for a class that it predicts; null when it cannot say.</param>
    /// <param name="pooled">Collects the pixels of all photographs; this one's are added.</param>
    public static ImageScores Score(
        string id, RetinaSegmentation predicted, ExpertLabels truth, Func<RetinaClass, ProbabilityMap>? probabilities = null, PooledPixels? pooled = null)
    {
        var scores = new ImageScores(id);
        AddVessels(scores, predicted, truth, probabilities, pooled);
        AddKinds(scores, predicted, truth);
        AddDisc(scores, predicted, truth);
        AddPoints(scores, predicted, truth);
        AddLesions(scores, predicted, truth, probabilities, pooled);
        scores.Measures = MeasureComparison.Take(predicted, truth);
        return scores;
    }

    private static void AddVessels(
        ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth, Func<RetinaClass, ProbabilityMap>? probabilities, PooledPixels? pooled)
    {
        if (truth.Vessel is null || predicted.GetMask(RetinaClass.Vessel) is not { } vessel)
        {
            return;
        }

        using BinaryMask region = RegionOf(predicted, truth, truth.Vessel);
        PixelCounts counts = PixelCounts.Of(vessel, truth.Vessel, region);
        AddOverlap(scores, "vessel", counts);
        scores.Add("vessel.specificity", counts.Specificity);
        if (Rank(RetinaClass.Vessel, probabilities, truth.Vessel, region) is { } ranks)
        {
            scores.Add("vessel.auc", ranks.RocArea());
            pooled?.AddRoc("vessel.auc", ranks);
        }

        using BinaryMask inside = vessel.Clone();
        inside.IntersectWith(region);
        using BinaryMask trueInside = truth.Vessel.Clone();
        trueInside.IntersectWith(region);
        scores.Add("vessel.cldice", CentrelineDice.Of(inside, trueInside));
        if (truth.SecondVessel is { } second)
        {
            scores.Add("vessel.dice.second_observer", PixelCounts.Of(second, truth.Vessel, region).Dice);
        }
    }

    private static void AddLesions(
        ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth, Func<RetinaClass, ProbabilityMap>? probabilities, PooledPixels? pooled)
    {
        foreach ((RetinaClass retinaClass, string code, BinaryMask mask) in truth.Lesions)
        {
            if (predicted.GetMask(retinaClass) is not { } found)
            {
                continue;
            }

            string prefix = "lesion." + code;
            using BinaryMask region = RegionOf(predicted, truth, mask);
            PixelCounts counts = PixelCounts.Of(found, mask, region);
            AddOverlap(scores, prefix, counts);
            pooled?.AddDice(prefix + ".dice", counts);
            if (Rank(retinaClass, probabilities, mask, region) is { } ranks)
            {
                scores.Add(prefix + ".average_precision", ranks.AveragePrecision());
                pooled?.AddPrecision(prefix + ".average_precision", ranks);
            }
        }
    }

    private static RankHistogram? Rank(RetinaClass retinaClass, Func<RetinaClass, ProbabilityMap>? probabilities, BinaryMask truth, BinaryMask region)
    {
        if (probabilities is null)
        {
            return null;
        }

        using ProbabilityMap map = probabilities(retinaClass);
        var ranks = new RankHistogram();
        ranks.Add(map, truth, region);
        return ranks;
    }

    private static void AddKinds(ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth)
    {
        if (truth.Artery is null || truth.Vein is null
            || predicted.GetMask(RetinaClass.Artery) is not { } artery || predicted.GetMask(RetinaClass.Vein) is not { } vein)
        {
            return;
        }

        using BinaryMask marked = truth.Artery.Clone();
        marked.UnionWith(truth.Vein);
        using BinaryMask region = RegionOf(predicted, truth, marked);
        if (truth.VesselOfUnknownKind is { } unknown)
        {
            region.ExceptWith(unknown);
        }

        AddOverlap(scores, "artery", PixelCounts.Of(artery, truth.Artery, region));
        AddOverlap(scores, "vein", PixelCounts.Of(vein, truth.Vein, region));
        KindAccuracy accuracy = KindAccuracy.Of(artery, vein, truth.Artery, truth.Vein);
        scores.Add("av.accuracy", accuracy.OfAll);
        scores.Add("av.accuracy.found", accuracy.OfFound);
    }

    private static void AddDisc(ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth)
    {
        if (truth.Disc is not null && predicted.GetMask(RetinaClass.OpticDisc) is { } disc)
        {
            AddOverlap(scores, "disc", PixelCounts.Of(disc, truth.Disc));
        }

        if (truth.OpticCup is null || predicted.GetMask(RetinaClass.OpticCup) is not { } cup)
        {
            return;
        }

        AddOverlap(scores, "cup", PixelCounts.Of(cup, truth.OpticCup));
        (double? found, double? wanted) = MeasureComparison.CupToDisc(predicted, truth);
        scores.Add("cdr.vertical.error", found is { } f && wanted is { } w ? Math.Abs(f - w) : null);
    }

    private static void AddPoints(ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth)
    {
        BinaryMask? predictedDisc = predicted.GetMask(RetinaClass.OpticDisc);
        Biomarkers.DiscGeometry? found = predictedDisc is null || predictedDisc.IsEmpty() ? null : Biomarkers.DiscGeometry.FromMask(predictedDisc);
        Biomarkers.DiscGeometry? wanted = truth.Disc is null || truth.Disc.IsEmpty() ? null : Biomarkers.DiscGeometry.FromMask(truth.Disc);
        double? radius = (wanted ?? found)?.Radius;
        bool hasError = false;
        if (truth.DiscCentre is { } centre && predictedDisc is not null)
        {
            scores.Add("disc.found", found is null ? 0 : 1);
            scores.Add("disc.centre.error", found?.Centre.DistanceTo(centre) / radius);
            hasError = true;
        }

        if (truth.Fovea is { } fovea && predicted.FoveaWasSought)
        {
            scores.Add("fovea.found", predicted.Fovea is null ? 0 : 1);
            scores.Add("fovea.error", predicted.Fovea?.DistanceTo(fovea) / radius);
            hasError = true;
        }

        scores.DiscRadius = !hasError || radius is null ? null : wanted is null ? DiscRadiusOrigin.Predicted : DiscRadiusOrigin.Expert;
    }

    private static void AddOverlap(ImageScores scores, string prefix, PixelCounts counts)
    {
        scores.Add(prefix + ".dice", counts.Dice);
        scores.Add(prefix + ".iou", counts.Iou);
        scores.Add(prefix + ".sensitivity", counts.Sensitivity);
    }

    /// <summary>
    /// The field of view that the set comes with; otherwise the one found in the photograph, with all that the expert marked: a field of
    /// view found too small does not hide what was missed.
    /// </summary>
    private static BinaryMask RegionOf(RetinaSegmentation predicted, ExpertLabels truth, BinaryMask marked)
    {
        if (truth.FieldOfView is { } given)
        {
            return given.Clone();
        }

        BinaryMask region = predicted.FieldOfView.Mask.Clone();
        region.UnionWith(marked);
        return region;
    }
}
