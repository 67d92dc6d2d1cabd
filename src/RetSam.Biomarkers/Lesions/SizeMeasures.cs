namespace RetSam.Biomarkers;

/// <summary>How many objects of a lesion are small, medium and large.</summary>
internal static class SizeMeasures
{
    private const string Limits = "Limits are the areas of circles of 63 and 125 um diameter; without a scale, of a disc taken to be 1500 um across.";

    public static IReadOnlyList<RegionMeasureDescription> All { get; } =
    [
        Of("small", "Objects smaller than a circle of 63 um diameter.", (limits, area) => area < limits.Small),
        Of("medium", "Objects of at least a circle of 63 um diameter and smaller than one of 125 um.", (limits, area) => area >= limits.Small && area < limits.Large),
        Of("large", "Objects of at least a circle of 125 um diameter.", (limits, area) => area >= limits.Large),
    ];

    private static RegionMeasureDescription Of(string key, string definition, Func<SizeLimits, int, bool> belongs) => new(
        $"size.{key}",
        $"{key} objects",
        $"{definition} {Limits}",
        "1",
        (context, region) => context.SizeLimits is { } limits
            ? MeasureOutcome.Of(Count(region, limits, belongs), limits.Flags, limits.Details)
            : MeasureOutcome.Missing(MeasurementStatus.NoScale, "Neither micrometres per pixel nor the optic disc is known, so sizes have no limits: give a PixelScale."))
    {
        Source = "AREDS report 6, Am J Ophthalmol 2001;132:668; ETDRS report 10, Ophthalmology 1991;98:786",
    };

    private static int Count(Region region, SizeLimits limits, Func<SizeLimits, int, bool> belongs)
    {
        int count = 0;
        foreach (Kernels.Component component in region.Objects)
        {
            count += belongs(limits, component.Area) ? 1 : 0;
        }

        return count;
    }
}
