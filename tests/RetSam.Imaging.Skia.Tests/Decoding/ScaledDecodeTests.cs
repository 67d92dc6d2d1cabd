using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class ScaledDecodeTests
{
    private static readonly byte[] Jpeg = SkiaEncoder.Encode(TestPicture.Quadrants(803, 640), SKEncodedImageFormat.Jpeg);

    [Theory]
    [InlineData(100, 101, 8.0)]
    [InlineData(101, 101, 8.0)]
    [InlineData(102, 201, 4.0)]
    [InlineData(400, 402, 2.0)]
    [InlineData(403, 502, 8.0 / 5)]
    [InlineData(803, 803, 1.0)]
    [InlineData(5000, 803, 1.0)]
    public void The_smallest_eighth_that_is_long_enough_is_taken_and_the_scale_grows(int wanted, int width, double factor)
    {
        var options = new FundusImageDecodeOptions
        {
            ScaledDecodeLongestSide = wanted,
            Metadata = new FundusImageMetadata { Scale = PixelScale.FromDicom(4), Laterality = Laterality.Right },
        };
        using FundusImage image = Decoded.From(Jpeg, options);
        Assert.Equal(width, image.Width);
        Assert.Equal((int)Math.Ceiling(640 / factor), image.Height);
        Assert.Equal(4 * factor, image.Metadata.Scale.MicrometresPerPixel!.Value, 1e-12);
        Assert.Equal(PixelScaleProvenance.FromDicom, image.Metadata.Scale.Provenance);
        Assert.Equal(Laterality.Right, image.Metadata.Laterality);

        // The quadrants are still where they were: red, green, blue, gray.
        ReadOnlySpan<byte> top = image.GetRow(image.Height / 4);
        Assert.True(top[3 * (width / 4)] > 100 && top[3 * (width / 4) + 1] < 60);
        Assert.True(top[3 * (3 * width / 4) + 1] > 100 && top[3 * (3 * width / 4)] < 60);
    }

    [Fact]
    public void Every_provenance_survives()
    {
        foreach (PixelScale scale in new[] { PixelScale.Given(3), PixelScale.FromDicom(3), PixelScale.FromDiscDiameter(600), PixelScale.FromFieldOfViewAngle(45, 1400), PixelScale.Unknown })
        {
            var options = new FundusImageDecodeOptions { ScaledDecodeLongestSide = 400, Metadata = new FundusImageMetadata { Scale = scale } };
            using FundusImage image = Decoded.From(Jpeg, options);
            Assert.Equal(scale.Provenance, image.Metadata.Scale.Provenance);
            Assert.Equal(scale.IsKnown, image.Metadata.Scale.IsKnown);
            if (scale.MicrometresPerPixel is { } before)
            {
                Assert.Equal(2 * before, image.Metadata.Scale.MicrometresPerPixel!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void It_is_off_by_default_and_other_formats_ignore_it()
    {
        using FundusImage full = Decoded.From(Jpeg);
        Assert.Equal((803, 640), (full.Width, full.Height));
        using FundusImage png = Decoded.From(TestPicture.Quadrants(200, 100).ToPpm(), new FundusImageDecodeOptions { ScaledDecodeLongestSide = 50 });
        Assert.Equal((200, 100), (png.Width, png.Height));
    }

    [Fact]
    public void A_turned_JPEG_is_scaled_and_turned()
    {
        using FundusImage image = Decoded.From(SkiaEncoder.WithExifOrientation(Jpeg, 6, bigEndian: false), new FundusImageDecodeOptions { ScaledDecodeLongestSide = 400 });
        Assert.Equal((320, 402), (image.Width, image.Height));
    }
}
