namespace RetSam.Biomarkers;

/// <content>What disc measures and zones share.</content>
public sealed partial class MeasureContext
{
    private DiscGeometry? _disc;

    /// <summary>The disc's geometry; <see langword="null"/> when there is no disc mask or it is empty.</summary>
    public DiscGeometry? Disc => _disc ??= Segmentation.GetMask(RetinaClass.OpticDisc) is { } mask && !mask.IsEmpty() ? DiscGeometry.FromMask(mask) : null;
}
