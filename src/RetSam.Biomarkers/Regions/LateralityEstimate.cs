namespace RetSam.Biomarkers;

/// <summary>Which eye a photograph shows, told from where disc and fovea lie, and how sure that is.</summary>
/// <remarks>
/// The disc lies on the nasal side of the fovea, which is to the right in a photograph of a right eye; a mirrored photograph gives the
/// other eye. The confidence is a product of three parts, each 0..1, and an order of trust, not a probability. How level the disc-fovea
/// line is: 1 up to 20 degrees, falling evenly to 0 at 60, from where on the eye is <see cref="Laterality.Unknown"/>. How usual its length is: 1 from 2.2
/// to 2.8 disc diameters, falling with the logarithm to 0 at half and at double that. And the fovea's own confidence where it is known.
/// </remarks>
/// <param name="Eye">The eye; <see cref="Laterality.Unknown"/> without disc or fovea, with the fovea inside the disc, or too steep a line.</param>
/// <param name="Confidence">How sure it is, 0..1; 0 for <see cref="Laterality.Unknown"/>.</param>
public readonly record struct LateralityEstimate(Laterality Eye, double Confidence)
{
    private const double LevelDegrees = 20;
    private const double SteepDegrees = 60;
    private const double ShortestUsual = 2.2;
    private const double LongestUsual = 2.8;

    /// <summary>Tells the eye from the largest object of the disc mask and the fovea. Thread-safe.</summary>
    public static LateralityEstimate Infer(RetinaSegmentation segmentation)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        if (segmentation.Fovea is not { } fovea || segmentation.GetMask(RetinaClass.OpticDisc) is not { } mask || mask.IsEmpty())
        {
            return default;
        }

        using BinaryMask largest = mask.Clone();
        largest.KeepLargestComponent();
        return Infer(DiscGeometry.FromMask(largest), fovea, segmentation.FoveaConfidence ?? 1);
    }

    private static LateralityEstimate Infer(DiscGeometry disc, PointD fovea, double foveaConfidence)
    {
        PointD towardsDisc = disc.Centre - fovea;
        double distance = double.Hypot(towardsDisc.X, towardsDisc.Y);
        double degrees = Math.Atan2(Math.Abs(towardsDisc.Y), Math.Abs(towardsDisc.X)) * (180 / Math.PI);
        if (distance < disc.Radius || degrees >= SteepDegrees)
        {
            return default;
        }

        double level = Math.Clamp((SteepDegrees - degrees) / (SteepDegrees - LevelDegrees), 0, 1);
        double diameters = distance / (2 * disc.Radius);
        double usual = Math.Clamp(1 - Math.Abs(Math.Log2(diameters / Math.Clamp(diameters, ShortestUsual, LongestUsual))), 0, 1);
        return new LateralityEstimate(towardsDisc.X > 0 ? Laterality.Right : Laterality.Left, level * usual * Math.Clamp(foveaConfidence, 0, 1));
    }
}
