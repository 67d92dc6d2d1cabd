namespace RetSam.Biomarkers;

/// <summary>What is said of zones that the field of view cuts.</summary>
internal static class ZoneCoverage
{
    /// <summary>A zone of which less than this lies inside the field of view is flagged.</summary>
    public const double Full = 0.9;

    /// <summary>The flag of a zone of which a part, 0..1, lies inside the field of view.</summary>
    public static MeasurementFlags FlagOf(double coverage) => coverage < Full ? MeasurementFlags.ZoneCutByFieldOfView : MeasurementFlags.None;

    /// <summary>The coverage as a detail.</summary>
    public static MeasurementDetail DetailOf(double coverage) => new("zone coverage", coverage, "1");
}
