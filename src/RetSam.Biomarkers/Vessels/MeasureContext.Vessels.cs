namespace RetSam.Biomarkers;

/// <content>What vessel measures share.</content>
public sealed partial class MeasureContext
{
    private BinaryMask? _union;

    /// <summary>The mask of a kind of vessels; <see langword="null"/> when there is none. Owned by the context or the segmentation.</summary>
    public BinaryMask? GetVesselMask(VesselKind kind) => kind switch
    {
        VesselKind.Artery => Segmentation.GetMask(RetinaClass.Artery),
        VesselKind.Vein => Segmentation.GetMask(RetinaClass.Vein),
        _ => Segmentation.GetMask(RetinaClass.Vessel) ?? (_union ??= Unite()),
    };

    /// <summary>Gives shared buffers back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        _union?.Dispose();
        _union = null;
    }

    private BinaryMask? Unite()
    {
        BinaryMask? artery = Segmentation.GetMask(RetinaClass.Artery);
        BinaryMask? vein = Segmentation.GetMask(RetinaClass.Vein);
        BinaryMask? union = (artery ?? vein)?.Clone();
        if (artery is not null && vein is not null)
        {
            union!.UnionWith(vein);
        }

        return union;
    }
}
