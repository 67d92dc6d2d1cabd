namespace RetSam;

/// <summary>Which eye the photograph shows.</summary>
/// <param name="Eye">The eye.</param>
/// <param name="Origin">How it is known.</param>
public sealed record ReportLaterality(Laterality Eye, LateralityOrigin Origin);
