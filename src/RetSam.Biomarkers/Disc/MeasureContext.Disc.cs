namespace RetSam.Biomarkers;

/// <content>What disc measures and zones share.</content>
public sealed partial class MeasureContext
{
    private OpticNerveHead? _nerveHead;

    /// <summary>The disc's geometry, of its largest object; <see langword="null"/> when there is no disc mask or it is empty.</summary>
    public DiscGeometry? Disc => NerveHead?.Disc;

    /// <summary>Disc, cup and rim in full; <see langword="null"/> when there is no disc mask or it is empty.</summary>
    internal OpticNerveHead? NerveHead => _nerveHead ??= OpticNerveHead.Find(Segmentation, Laterality);
}
