namespace RetSam.Core.Tests.Masks;

public sealed class BinaryMaskTests
{
    [Fact]
    public void Misuse_is_refused()
    {
        using var mask = new BinaryMask(10, 5);
        using var other = new BinaryMask(10, 6);
        Assert.Throws<ArgumentException>(() => mask.UnionWith(other));
        Assert.Throws<ArgumentException>(() => mask.Overlaps(other));
        Assert.Throws<ArgumentException>(() => mask.CopyTo(new byte[49]));
        Assert.Throws<ArgumentException>(() => mask.Crop(new PixelRect(0, 0, 0, 3)));
        Assert.Throws<ArgumentException>(() => mask.SetCircle(new Circle(new PointD(double.NaN, 0), 3)));
        Assert.Throws<ArgumentException>(() => mask.SetCircle(new Circle(new PointD(0, 0), -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => mask[10, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryMask(1 << 20, 1 << 20));
        Assert.Throws<ArgumentException>(() => BinaryMask.FromBytes(new byte[9], 5, 2));
    }

    [Fact]
    public void A_circle_far_outside_or_larger_than_the_mask_is_drawn_in_no_time()
    {
        using var mask = new BinaryMask(100, 80);
        mask.SetCircle(new Circle(new PointD(1e12, -1e12), 1e6));
        Assert.True(mask.IsEmpty());
        mask.SetCircle(new Circle(new PointD(50, 40), 1e9));
        Assert.Equal(8000, mask.CountPixels());
    }

    [Fact]
    public void A_circle_of_radius_zero_is_its_centre_pixel()
    {
        using var mask = new BinaryMask(9, 9);
        mask.SetCircle(new Circle(new PointD(4, 5), 0));
        Assert.True(mask[4, 5]);
        Assert.Equal(1, mask.CountPixels());
    }

    [Fact]
    public void Preprocessing_and_projection_allocate_next_to_nothing_once_warm()
    {
        using FundusImage image = TestImages.Noise(300, 280, seed: 1);
        using FieldOfView fov = FieldOfView.WholeFrame(300, 280);
        var options = new RetSam.Preprocessing.PreprocessingOptions { Width = 128, Height = 128 };
        float[] tensor = new float[options.TensorLength];
        using var mask = new BinaryMask(300, 280);
        Assert.InRange(AllocatedBytes.LeastOf(Run), 0, 500);

        void Run()
        {
            CropTransform transform = RetSam.Preprocessing.Preprocessor.Write(image, fov, options, tensor);
            RetSam.Preprocessing.MaskProjector.Project(tensor, 128, 128, transform, 0.5f, mask);
        }
    }
}
