namespace RetSam.Inference;

/// <summary>An eye has one optic disc, without holes: the largest component stays and its holes are filled.</summary>
internal static class OneDisc
{
    public static void Apply(SegmentationDraft draft)
    {
        if (draft.Get(RetinaClass.OpticDisc) is BinaryMask disc)
        {
            disc.KeepLargestComponent();
            disc.FillHoles();
        }
    }
}
