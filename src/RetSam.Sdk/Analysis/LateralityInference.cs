using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Tells the eye from where the disc lies: it is on the nasal side of the fovea, which is to the right in a right eye.</summary>
internal static class LateralityInference
{
    /// <summary>
    /// The eye, when disc and fovea are known and lie at least a disc radius apart horizontally. Closer together (an image turned by a
    /// right angle, or one of the two misplaced) nothing can be said.
    /// </summary>
    public static Laterality Infer(RetinaSegmentation segmentation)
    {
        BinaryMask? mask = segmentation.GetMask(RetinaClass.OpticDisc);
        if (segmentation.Fovea is not { } fovea || mask is null || mask.IsEmpty())
        {
            return Laterality.Unknown;
        }

        DiscGeometry disc = DiscGeometry.FromMask(mask);
        double towardsDisc = disc.Centre.X - fovea.X;
        return Math.Abs(towardsDisc) < disc.Radius ? Laterality.Unknown
            : towardsDisc > 0 ? Laterality.Right
            : Laterality.Left;
    }
}
