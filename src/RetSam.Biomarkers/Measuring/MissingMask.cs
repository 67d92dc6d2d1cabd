namespace RetSam.Biomarkers;

/// <summary>
/// What is said of masks that are absent or empty. Most classes of the taxonomy are absent from most photographs, so the sentences are
/// made once for each class.
/// </summary>
internal static class MissingMask
{
    private static readonly string[] AbsentReasons = [.. RetinaClass.All.Select(c => $"No {c} mask was given and no model looked for it.")];

    private static readonly string[] EmptyReasons = [.. RetinaClass.All.Select(c => $"The {c} mask is empty.")];

    private static readonly string[] NoneFoundReasons = [.. RetinaClass.All.Select(c => $"The {c} mask is empty: none was found, so there is nothing to describe.")];

    /// <summary>Nobody looked for the class.</summary>
    public static MeasureOutcome Absent(RetinaClass retinaClass, MeasurementStatus status) => MeasureOutcome.Missing(status, AbsentReasons[retinaClass.Ordinal]);

    /// <summary>A structure that an eye has was not found.</summary>
    public static MeasureOutcome Empty(RetinaClass retinaClass, MeasurementStatus status) => MeasureOutcome.Missing(status, EmptyReasons[retinaClass.Ordinal]);

    /// <summary>A lesion or phenotype was looked for and the eye has none, so that it has no size or place.</summary>
    public static MeasureOutcome NoneFound(RetinaClass retinaClass) => MeasureOutcome.Missing(MeasurementStatus.NoneFound, NoneFoundReasons[retinaClass.Ordinal]);
}
