namespace RetSam.Biomarkers;

/// <summary>The spread of a measure over probability thresholds.</summary>
internal static class MeasurementInterval
{
    private static readonly (MeasureInputs Input, RetinaClass[] Classes)[] ClassesOf =
    [
        (MeasureInputs.Artery, [RetinaClass.Artery]),
        (MeasureInputs.Vein, [RetinaClass.Vein]),
        (MeasureInputs.Vessel, [RetinaClass.Vessel, RetinaClass.Artery, RetinaClass.Vein]),
        (MeasureInputs.Disc, [RetinaClass.OpticDisc]),
        (MeasureInputs.Cup, [RetinaClass.OpticCup]),
    ];

    /// <summary>The measurement with its interval, where there is something to say: it depends on probabilities, and has a value elsewhere too.</summary>
    public static Measurement Over(Measurement measurement, Measurement atLower, Measurement atHigher, RetinaSegmentation segmentation)
    {
        if (measurement.Value is not { } value || (atLower.Value is null && atHigher.Value is null))
        {
            return measurement;
        }

        double other = atLower.Value ?? value;
        double another = atHigher.Value ?? value;
        double low = Math.Min(value, Math.Min(other, another));
        double high = Math.Max(value, Math.Max(other, another));

        // A value that cannot move because no probabilities stand behind it is not a certain one.
        return low < high || DependsOnProbabilities(measurement.Definition, segmentation)
            ? measurement with { Low = low, High = high }
            : measurement;
    }

    private static bool DependsOnProbabilities(MeasureDefinition definition, RetinaSegmentation segmentation)
        => (definition.Region is { } region && segmentation.GetProbability(region) is not null)
            || ClassesOf.Any(c => definition.Inputs.HasFlag(c.Input) && c.Classes.Any(one => segmentation.GetProbability(one) is not null));
}
