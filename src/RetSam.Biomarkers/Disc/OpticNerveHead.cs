using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>Disc, cup and rim of one photograph, measured once for all measures. Holds numbers, no masks. Pooled: dispose to give the outlines back.</summary>
internal sealed class OpticNerveHead : IDisposable
{
    private OpticNerveHead(DiscGeometry disc, EyeAxes axes, NerveHeadPart discPart, NerveHeadPart? cup, MeasurementFlags discFlags, MeasurementFlags cupFlags)
    {
        Disc = disc;
        Axes = axes;
        DiscPart = discPart;
        Cup = cup;
        DiscFlags = discFlags;
        CupFlags = cupFlags;
    }

    /// <summary>Centre, radius and area of the disc.</summary>
    public DiscGeometry Disc { get; }

    /// <summary>The eye's axes at the disc.</summary>
    public EyeAxes Axes { get; }

    /// <summary>The disc.</summary>
    public NerveHeadPart DiscPart { get; }

    /// <summary>The part of the cup that lies inside the disc; <see langword="null"/> when there is none.</summary>
    public NerveHeadPart? Cup { get; }

    /// <summary>What to know about the disc.</summary>
    public MeasurementFlags DiscFlags { get; }

    /// <summary>What to know about disc and cup together.</summary>
    public MeasurementFlags CupFlags { get; }

    /// <summary>Measures the largest object of the disc mask and the largest object of the cup inside it.</summary>
    /// <returns><see langword="null"/> when there is no disc mask or it is empty.</returns>
    public static OpticNerveHead? Find(RetinaSegmentation segmentation, Laterality laterality)
    {
        if (segmentation.GetMask(RetinaClass.OpticDisc) is not { } mask || mask.IsEmpty())
        {
            return null;
        }

        using BinaryMask disc = mask.Clone();
        disc.KeepLargestComponent();
        SecondMoments moments = SecondMoments.Of(disc);
        MeasurementFlags flags = disc.ContentEquals(mask) ? MeasurementFlags.None : MeasurementFlags.SeveralObjects;
        flags |= RetSam.Biomarkers.DiscFlags.TouchesBorder(disc, segmentation.FieldOfView) ? MeasurementFlags.TouchesFieldOfViewBorder : MeasurementFlags.None;
        EyeAxes axes = EyeAxes.Find(moments.Centroid, segmentation.Fovea, laterality);
        NerveHeadPart part = NerveHeadPart.Measure(disc, moments, axes, moments.Centroid);
        NerveHeadPart? cup = FindCup(segmentation.GetMask(RetinaClass.OpticCup), disc, moments.Centroid, axes, out MeasurementFlags cupFlags);
        var geometry = new DiscGeometry(moments.Centroid, Math.Sqrt(moments.Area / Math.PI), moments.Area);
        return new OpticNerveHead(geometry, axes, part, cup, flags, flags | cupFlags);
    }

    /// <summary>Gives the outlines back. Safe to call twice.</summary>
    public void Dispose()
    {
        DiscPart.Dispose();
        Cup?.Dispose();
    }

    private static NerveHeadPart? FindCup(BinaryMask? mask, BinaryMask disc, PointD centre, EyeAxes axes, out MeasurementFlags flags)
    {
        flags = MeasurementFlags.None;
        if (mask is null)
        {
            return null;
        }

        using BinaryMask cup = mask.Clone();
        cup.IntersectWith(disc);
        if (cup.IsEmpty())
        {
            return null;
        }

        int inside = cup.CountPixels();
        flags |= inside < mask.CountPixels() ? MeasurementFlags.CupReachedOutsideDisc : MeasurementFlags.None;
        cup.KeepLargestComponent();
        SecondMoments moments = SecondMoments.Of(cup);
        flags |= moments.Area < inside ? MeasurementFlags.SeveralObjects : MeasurementFlags.None;
        return NerveHeadPart.Measure(cup, moments, axes, centre);
    }
}
