using CsCheck;

namespace RetSam.Core.Tests.Geometry;

public sealed class CropTransformTests
{
    private static readonly Gen<CropTransform> Transforms = Gen.Select(
        Gen.Int[-500, 500], Gen.Int[-500, 500], Gen.Int[1, 5000], Gen.Int[1, 5000], Gen.Int[1, 1024], Gen.Int[1, 1024],
        (x, y, w, h, mw, mh) => new CropTransform(new PixelRect(x, y, w, h), mw, mh));

    [Fact]
    public void A_point_there_and_back_is_the_same_point()
        => Gen.Select(Transforms, Gen.Double[-100, 6000], Gen.Double[-100, 6000]).ForAll((transform, x, y) =>
        {
            PointD back = transform.ToSource(transform.ToModel(new PointD(x, y)));
            Assert.Equal(x, back.X, 1e-6);
            Assert.Equal(y, back.Y, 1e-6);
        });

    [Fact]
    public void The_corners_of_the_crop_are_the_corners_of_the_frame() => Transforms.ForAll(transform =>
    {
        PixelRect crop = transform.SourceCrop;
        PointD first = transform.ToModel(new PointD(crop.X - 0.5, crop.Y - 0.5));
        PointD last = transform.ToModel(new PointD(crop.Right - 0.5, crop.Bottom - 0.5));
        Assert.Equal(-0.5, first.X, 1e-9);
        Assert.Equal(-0.5, first.Y, 1e-9);
        Assert.Equal(transform.ModelWidth - 0.5, last.X, 1e-9);
        Assert.Equal(transform.ModelHeight - 0.5, last.Y, 1e-9);
    });

    [Fact]
    public void A_padded_square_holds_the_box_in_its_middle_and_keeps_its_shape()
        => Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900], Gen.Int[1, 3000], Gen.Int[1, 3000]).ForAll((x, y, width, height) =>
        {
            var box = new PixelRect(x, y, width, height);
            CropTransform transform = CropTransform.PaddedSquare(box, 640);
            Assert.Equal(box, box.Intersect(transform.SourceCrop));
            Assert.Equal(transform.ScaleX, transform.ScaleY);
            Assert.True(box.Centre.DistanceTo(transform.SourceCrop.Centre) <= 0.5);
            Assert.Equal(Math.Max(width, height), transform.SourceCrop.Width);
        });

    [Fact]
    public void An_empty_crop_or_frame_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new CropTransform(new PixelRect(0, 0, 0, 5), 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CropTransform(new PixelRect(0, 0, 5, 5), 0, 10));
    }
}
