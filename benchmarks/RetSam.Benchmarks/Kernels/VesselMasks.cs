using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Kernels;

/// <summary>The vessels of the sample photograph, found by the Lite model and brought to a given size.</summary>
internal static class VesselMasks
{
    /// <summary>Arteries and veins as one mask of size x size pixels.</summary>
    public static BinaryMask Create(int size)
    {
        using FundusImage image = Sample.Load();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        using RetinaSegmentation segmentation = analyzer.Segment(image);
        using BinaryMask vessels = segmentation.GetMask(RetinaClass.Artery)!.Clone();
        vessels.UnionWith(segmentation.GetMask(RetinaClass.Vein)!);
        return MaskResizing.Resize(vessels, size);
    }
}
