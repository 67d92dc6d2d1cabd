namespace RetSam;

/// <summary>Which eye the photograph shows.</summary>
/// <param name="Eye">The eye.</param>
/// <param name="Origin">How it is known.</param>
/// <param name="Confidence">How sure an inferred eye is, 0..1 (see <see cref="Biomarkers.LateralityEstimate"/>); <see langword="null"/> when it was given or is not known.</param>
public sealed record ReportLaterality(Laterality Eye, LateralityOrigin Origin, double? Confidence = null);
