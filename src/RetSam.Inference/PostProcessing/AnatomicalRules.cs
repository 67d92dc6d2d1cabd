namespace RetSam.Inference;

/// <summary>Applies the rules that a manifest switches on, in the order of <see cref="PostProcessingRule"/>.</summary>
internal static class AnatomicalRules
{
    public static void Apply(SegmentationDraft draft)
    {
        if (draft.Has(PostProcessingRule.VesselIncludesArteryAndVein))
        {
            VesselIncludesArteryAndVein.Apply(draft);
        }

        if (draft.Has(PostProcessingRule.DiscIncludesCup))
        {
            DiscIncludesCup.Apply(draft);
        }

        if (draft.Has(PostProcessingRule.OneDisc))
        {
            OneDisc.Apply(draft);
        }

        if (draft.Has(PostProcessingRule.CupInsideDisc))
        {
            CupInsideDisc.Apply(draft);
        }
    }
}
