namespace RetSam.Biomarkers;

/// <content>What lesion and phenotype measures share.</content>
public sealed partial class MeasureContext
{
    private readonly RegionSummary?[] _regions = new RegionSummary?[RetinaClass.All.Count];

    /// <summary>Count and areas of a class whose mask is there.</summary>
    internal RegionSummary GetRegion(RetinaClass retinaClass)
        => _regions[retinaClass.Ordinal] ??= RegionSummary.Of(Segmentation.GetMask(retinaClass)!, FieldOfView);
}
