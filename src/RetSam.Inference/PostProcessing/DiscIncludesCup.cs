namespace RetSam.Inference;

/// <summary>The cup is part of the disc: models whose classes exclude each other give the rim as disc.</summary>
internal static class DiscIncludesCup
{
    public static void Apply(SegmentationDraft draft)
    {
        if (draft.Get(RetinaClass.OpticDisc) is BinaryMask disc && draft.Get(RetinaClass.OpticCup) is BinaryMask cup)
        {
            disc.UnionWith(cup);
        }
    }
}
