using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers.Tests.Kernels;

/// <summary>Kernels that work in place leave nothing to the garbage collector once the pools are warm.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Kernels_in_place_allocate_nothing_in_steady_state()
    {
        using BinaryMask mask = Create();
        int[] distances = new int[mask.Width * mask.Height];
        Assert.Equal(0, AllocatedBytes.LeastOf(() => DistanceTransform.SquaredToBackground(mask, distances)));
        Assert.Equal(0, AllocatedBytes.LeastOf(() => Thinning.Thin(mask)));
    }

    /// <summary>One small object each, which the compiler may even put on the stack; never anything that grows with the mask.</summary>
    [Fact]
    public void Kernels_with_a_pooled_helper_allocate_that_and_nothing_else()
    {
        using BinaryMask mask = Create();
        using BinaryMask marker = mask.Clone();
        Assert.InRange(AllocatedBytes.LeastOf(() => Morphology.Close(mask, StructuringElement.Disc(3))), 0, 200);
        Assert.InRange(AllocatedBytes.LeastOf(() => GeodesicFill.Fill(marker, mask)), 0, 200);
        Assert.InRange(AllocatedBytes.LeastOf(() => ConvexHull.Of(mask).Dispose()), 0, 200);
    }

    private static BinaryMask Create()
    {
        var mask = new BinaryMask(600, 500);
        mask.SetRectangle(new PixelRect(20, 30, 500, 12));
        mask.SetCircle(new Circle(new PointD(300, 250), 120));
        return mask;
    }
}
