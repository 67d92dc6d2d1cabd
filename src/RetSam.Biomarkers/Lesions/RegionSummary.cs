using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>What is asked of every lesion and phenotype mask, counted once.</summary>
/// <param name="Count">The number of 8-connected objects.</param>
/// <param name="Area">All set pixels, in px2.</param>
/// <param name="AreaInView">Set pixels inside the field of view, in px2.</param>
/// <param name="Largest">The area of the largest object in px2; 0 when there is none.</param>
internal sealed record RegionSummary(int Count, int Area, int AreaInView, int Largest)
{
    /// <summary>Counts a mask.</summary>
    public static RegionSummary Of(BinaryMask mask, FieldOfView fieldOfView)
    {
        using Components components = Components.Analyse(mask);
        int largest = components.FindLargest();
        return new RegionSummary(
            components.Count,
            mask.CountPixels(),
            mask.CountShared(fieldOfView.Mask),
            largest < 0 ? 0 : components.Items[largest].Area);
    }
}
