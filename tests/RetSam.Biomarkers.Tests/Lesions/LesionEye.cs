namespace RetSam.Biomarkers.Tests.Lesions;

/// <summary>An eye with drawn lesions.</summary>
internal static class LesionEye
{
    /// <summary>A segmentation with some classes' masks.</summary>
    public static RetinaSegmentation With(
        IEnumerable<(RetinaClass Class, BinaryMask Mask)> masks,
        PointD? fovea = null,
        BinaryMask? disc = null,
        BinaryMask? fieldOfView = null)
    {
        List<(RetinaClass Class, BinaryMask Mask)> all = [.. masks];
        var builder = new RetinaSegmentation.Builder(all[0].Mask.Width, all[0].Mask.Height);
        all.ForEach(m => builder.SetMask(m.Class, m.Mask));
        if (disc is not null)
        {
            builder.SetMask(RetinaClass.OpticDisc, disc);
        }

        if (fovea is not null)
        {
            builder.SetFovea(fovea);
        }

        if (fieldOfView is not null)
        {
            builder.SetFieldOfView(FieldOfView.FromMask(fieldOfView));
        }

        return builder.Build();
    }

    /// <summary>A segmentation with drusen.</summary>
    public static RetinaSegmentation WithDrusen(BinaryMask mask, PointD? fovea = null, BinaryMask? disc = null, BinaryMask? fieldOfView = null)
        => With([(RetinaClass.Drusen, mask)], fovea, disc, fieldOfView);

    /// <summary>The picture seen in a mirror.</summary>
    public static BinaryMask Mirror(BinaryMask mask) => Drawing.Where(mask.Width, mask.Height, (x, y) => mask[mask.Width - 1 - (int)x, (int)y]);
}
