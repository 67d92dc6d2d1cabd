namespace RetSam.Cli.Evaluation;

/// <summary>Holds a prediction against what the experts marked, in the pixels of the stored image.</summary>
internal static class ImageScorer
{
    /// <param name="id">The photograph's id in its set.</param>
    /// <param name="predicted">What the model found.</param>
    /// <param name="truth">What the experts marked.</param>
    /// <param name="vesselProbabilities">How sure the model is of a vessel at every pixel; null when the model cannot say.</param>
    /// <param name="roc">Collects the pixels of all images for one curve; the image's own are added.</param>
    public static ImageScores Score(
        string id, RetinaSegmentation predicted, ExpertLabels truth, ProbabilityMap? vesselProbabilities = null, RankHistogram? roc = null)
    {
        var scores = new ImageScores(id);
        AddVessels(scores, predicted, truth, vesselProbabilities, roc);
        AddKinds(scores, predicted, truth);
        AddDisc(scores, predicted, truth);
        AddPoints(scores, predicted, truth);
        foreach ((RetinaClass retinaClass, string code, BinaryMask mask) in truth.Lesions)
        {
            if (predicted.GetMask(retinaClass) is { } found)
            {
                AddOverlap(scores, "lesion." + code, PixelCounts.Of(found, mask));
            }
        }

        scores.Measures = MeasureComparison.Take(predicted, truth);
        return scores;
    }

    private static void AddVessels(
        ImageScores scores, RetinaSegmentation predicted, ExpertLabels truth, ProbabilityMap? probabilities, RankHistogram? roc)
    {
        if (truth.Vessel is null || predicted.GetMask(RetinaClass.Vessel) is not { } vessel)
        {
            return;
        }

        using BinaryMask region = RegionOf(predicted, truth, truth.Vessel);
        PixelCounts counts = PixelCounts.Of(vessel, truth.Vessel, region);
        AddOverlap(scores, "vessel", counts);
        scores.Add("vessel.specificity", counts.Specificity);
        if (probabilities is not null)
        {
            var own = new RankHistogram();
            own.Add(probabilities, truth.Vessel, region);
            scores.Add("vessel.auc", own.RocArea());
            roc?.Add(own);
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
