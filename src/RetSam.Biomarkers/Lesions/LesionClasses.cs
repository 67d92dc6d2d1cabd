namespace RetSam.Biomarkers;

/// <summary>The lesion classes of the taxonomy.</summary>
internal static class LesionClasses
{
    /// <summary>Every class of the family.</summary>
    public static IReadOnlyList<RetinaClass> All { get; } = [.. RetinaClass.All.Where(c => c.Family == RetinaClassFamily.Lesion)];

    /// <summary>Those that say something of the eye: an imaging artifact is found in the picture, not on the retina.</summary>
    public static IReadOnlyList<RetinaClass> OfTheRetina { get; } = [.. All.Where(c => c != RetinaClass.Artifact)];
}
