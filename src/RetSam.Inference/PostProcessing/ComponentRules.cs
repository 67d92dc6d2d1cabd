namespace RetSam.Inference;

/// <summary>What is done to every mask by itself: clipped to the field of view where the manifest says so, then rid of small components.</summary>
internal static class ComponentRules
{
    public static void Apply(BinaryMask mask, OutputChannel channel, CropTransform frame, SegmentationDraft draft)
    {
        if (draft.Has(PostProcessingRule.InsideFieldOfView))
        {
            mask.IntersectWith(draft.FieldOfView.Mask);
        }

        mask.RemoveSmallComponents(SourceArea(channel.MinimumComponentArea, frame));
    }

    /// <summary>An area of the head's frame as one of the photograph, rounded up to whole pixels.</summary>
    internal static int SourceArea(double frameArea, CropTransform frame)
        => (int)Math.Min(int.MaxValue, Math.Ceiling(frameArea * frame.ScaleX * frame.ScaleY));
}
