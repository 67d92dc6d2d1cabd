namespace RetSam.Inference;

/// <summary>Chooses the heads that some classes come from.</summary>
internal static class HeadSelection
{
    /// <exception cref="ArgumentException">No class is asked for, or one that the model does not predict.</exception>
    public static ModelOutput[] Choose(ModelManifest manifest, IReadOnlyCollection<RetinaClass>? classes)
    {
        if (classes is null)
        {
            return [.. manifest.Outputs];
        }

        IReadOnlyList<RetinaClass> predicted = manifest.PredictedClasses;
        RetinaClass[] unknown = [.. classes.Except(predicted)];
        return classes.Count == 0 || unknown.Length > 0
            ? throw new ArgumentException(
                $"{(classes.Count == 0 ? "No class was asked for." : $"{manifest.Id} {manifest.Version} does not predict {string.Join(", ", unknown.Select(c => c.Slug))}.")} "
                + $"It predicts: {string.Join(", ", predicted.Select(c => c.Slug))}.",
                nameof(classes))
            : [.. manifest.Outputs.Where(o => o.Channels.Any(c => c.Class is { } predictedClass && classes.Contains(predictedClass)))];
    }
}
