using RetSam.Benchmarks.Kernels;
using RetSam.Biomarkers.Phantoms;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Measures;

/// <summary>The sample photograph's eye at a given size, as the Lite model sees it, with the lesions of a phantom.</summary>
internal static class SampleEye
{
    private static readonly RetinaClass[] Anatomy =
        [RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel, RetinaClass.OpticDisc, RetinaClass.OpticCup];

    private static readonly RetinaClass[] Lesions =
        [RetinaClass.Microaneurysm, RetinaClass.Hemorrhage, RetinaClass.Exudate, RetinaClass.CottonWoolSpot];

    public static RetinaSegmentation Create(int size)
    {
        using FundusImage image = Sample.Load();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        using RetinaSegmentation seen = analyzer.Segment(image);
        using RetinaSegmentation drawn = EyePhantom.Create(new EyePhantomOptions { Size = size, Seed = 1, LesionsOfEachClass = 40 }).DrawSegmentation();
        var builder = new RetinaSegmentation.Builder(size, size)
            .SetFieldOfView(FieldOfView.FromMask(MaskResizing.Resize(seen.FieldOfView.Mask, size)))
            .SetFovea(seen.Fovea is { } fovea ? new PointD(fovea.X * size / seen.Width, fovea.Y * size / seen.Height) : null);
        foreach (RetinaClass anatomy in Anatomy)
        {
            builder.SetMask(anatomy, MaskResizing.Resize(seen.GetMask(anatomy)!, size));
        }

        foreach (RetinaClass lesion in Lesions)
        {
            builder.SetMask(lesion, drawn.GetMask(lesion)!.Clone());
        }

        return builder.Build();
    }
}
