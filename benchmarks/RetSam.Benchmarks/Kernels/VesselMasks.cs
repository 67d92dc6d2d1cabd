using RetSam.Models.Lite;
using RetSam.Preprocessing;

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
        return Resize(vessels, size);
    }

    /// <summary>Bilinear between the pixels, cut at one half.</summary>
    private static BinaryMask Resize(BinaryMask mask, int size)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        mask.CopyTo(pixels, on: 1);
        float[] values = Array.ConvertAll(pixels, p => (float)p);
        var result = new BinaryMask(size, size);
        var whole = CropTransform.Stretched(new PixelRect(0, 0, size, size), mask.Width, mask.Height);
        MaskProjector.Project(values, mask.Width, mask.Height, whole, 0.5f, result);
        return result;
    }
}
