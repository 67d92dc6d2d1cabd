using RetSam.Preprocessing;

namespace RetSam.Benchmarks;

/// <summary>Masks at another size.</summary>
internal static class MaskResizing
{
    /// <summary>Bilinear between the pixels, cut at one half.</summary>
    public static BinaryMask Resize(BinaryMask mask, int size)
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
