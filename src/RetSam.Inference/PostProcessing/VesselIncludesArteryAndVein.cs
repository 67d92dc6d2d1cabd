namespace RetSam.Inference;

/// <summary>
/// Every artery and every vein is a vessel, so their pixels are added to the vessel mask. The other way round, cutting arteries and
/// veins down to the vessel mask, would keep the same rule but break a vessel whose kind is known wherever the vessel channel is just
/// below its threshold, and every measure along a branch (length, tortuosity, calibre) suffers more from a gap than from an added rim.
/// </summary>
internal static class VesselIncludesArteryAndVein
{
    public static void Apply(SegmentationDraft draft)
    {
        if (draft.Get(RetinaClass.Vessel) is not BinaryMask vessel)
        {
            return;
        }

        if (draft.Get(RetinaClass.Artery) is BinaryMask artery)
        {
            vessel.UnionWith(artery);
        }

        if (draft.Get(RetinaClass.Vein) is BinaryMask vein)
        {
            vessel.UnionWith(vein);
        }
    }
}
