namespace RetSam.Inference;

/// <summary>A disc has one cup, which lies inside it: what lies outside goes, the largest component stays and its holes are filled.</summary>
internal static class CupInsideDisc
{
    public static void Apply(SegmentationDraft draft)
    {
        if (draft.Get(RetinaClass.OpticDisc) is BinaryMask disc && draft.Get(RetinaClass.OpticCup) is BinaryMask cup)
        {
            cup.IntersectWith(disc);
            cup.KeepLargestComponent();
            cup.FillHoles();
        }
    }
}
