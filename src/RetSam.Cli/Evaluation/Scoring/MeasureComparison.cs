using RetSam.Biomarkers;

namespace RetSam.Cli.Evaluation;

/// <summary>
/// Measures from predicted masks beside the same measures from the expert's. Both use the same field of view and, where vessels are
/// measured around the disc, the same, predicted, disc: what differs is the vessels alone. Where a second observer marked the vessels
/// too, that mask is compared with the first's in the same way.
/// </summary>
internal static class MeasureComparison
{
    private static readonly string[] VesselIds =
    [
        "vessel.vessel.density", "vessel.vessel.fractal.d0", "vessel.vessel.tortuosity.distance_factor.mean",
    ];

    private static readonly string[] KindIds =
    [
        "vessel.artery.tortuosity.distance_factor.mean", "vessel.vein.tortuosity.distance_factor.mean",
        "vessel.artery.crae.knudtson", "vessel.vein.crve.knudtson", "vessel.avr",
    ];

    /// <summary>The vessel measures that the labels allow; empty when vessels were not marked or not looked for.</summary>
    public static IReadOnlyList<MeasurePair> Take(RetinaSegmentation predicted, ExpertLabels truth)
    {
        if (truth.Vessel is null || predicted.GetMask(RetinaClass.Vessel) is null)
        {
            return [];
        }

        bool hasKinds = truth.Artery is not null && truth.Vein is not null
            && predicted.GetMask(RetinaClass.Artery) is not null && predicted.GetMask(RetinaClass.Vein) is not null;
        using RetinaSegmentation found = Compose(
            predicted, predicted.GetMask(RetinaClass.Vessel), predicted.GetMask(RetinaClass.Artery), predicted.GetMask(RetinaClass.Vein));
        using RetinaSegmentation wanted = Compose(predicted, truth.Vessel, truth.Artery, truth.Vein);
        using var foundContext = new MeasureContext(found);
        using var wantedContext = new MeasureContext(wanted);
        IEnumerable<MeasurePair> pairs = VesselIds.Concat(hasKinds ? KindIds : []).Select(id => Pair(id, "", foundContext, wantedContext));
        if (truth.SecondVessel is null)
        {
            return [.. pairs];
        }

        // What two people differ by is the yardstick for what a model and a person do.
        using RetinaSegmentation second = Compose(predicted, truth.SecondVessel, null, null);
        using var secondContext = new MeasureContext(second);
        return [.. pairs, .. VesselIds.Select(id => Pair(id, " (second observer)", secondContext, wantedContext))];
    }

    /// <summary>The vertical cup-to-disc ratio of the prediction and of the expert.</summary>
    public static (double? Predicted, double? Expert) CupToDisc(RetinaSegmentation predicted, ExpertLabels truth)
    {
        Measure measure = MeasureCatalogue.Default.Find("cdr.vertical")!;
        using RetinaSegmentation wanted = new RetinaSegmentation.Builder(predicted.Width, predicted.Height)
            .SetMask(RetinaClass.OpticDisc, truth.Disc!.Clone())
            .SetMask(RetinaClass.OpticCup, truth.OpticCup!.Clone())
            .Build();
        using var foundContext = new MeasureContext(predicted);
        using var wantedContext = new MeasureContext(wanted);
        return (measure.Take(foundContext).Value, measure.Take(wantedContext).Value);
    }

    private static MeasurePair Pair(string id, string suffix, MeasureContext one, MeasureContext expert)
    {
        Measure measure = MeasureCatalogue.Default.Find(id) ?? throw new InvalidOperationException($"The catalogue has no measure '{id}'.");
        return new MeasurePair(id + suffix, measure.Definition.Unit, measure.Take(one).Value, measure.Take(expert).Value);
    }

    private static RetinaSegmentation Compose(RetinaSegmentation predicted, BinaryMask? vessel, BinaryMask? artery, BinaryMask? vein)
    {
        var builder = new RetinaSegmentation.Builder(predicted.Width, predicted.Height);
        builder.SetFieldOfView(FieldOfView.FromMask(predicted.FieldOfView.Mask.Clone()));
        Set(RetinaClass.Vessel, vessel);
        Set(RetinaClass.Artery, artery);
        Set(RetinaClass.Vein, vein);
        Set(RetinaClass.OpticDisc, predicted.GetMask(RetinaClass.OpticDisc));
        return builder.Build();

        void Set(RetinaClass retinaClass, BinaryMask? mask)
        {
            if (mask is not null)
            {
                builder.SetMask(retinaClass, mask.Clone());
            }
        }
    }
}
