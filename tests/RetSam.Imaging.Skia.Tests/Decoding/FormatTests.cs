using RetSam.Imaging.Skia.Tests.Pictures;
using SkiaSharp;

namespace RetSam.Imaging.Skia.Tests.Decoding;

public sealed class FormatTests
{
    private static readonly TestPicture Picture = TestPicture.Quadrants();

    // JPEG blurs the borders of the quadrants: compared are pixels well inside them.
    private static void AssertQuadrants(FundusImage image, int tolerance)
    {
        Assert.Equal((48, 40), (image.Width, image.Height));
        foreach ((int x, int y) in new[] { (4, 4), (18, 14), (28, 4), (43, 14), (4, 25), (18, 36), (30, 25), (43, 36) })
        {
            for (int c = 0; c < 3; c++)
            {
                int expected = Picture.Rgb[3 * (y * 48 + x) + c];
                Assert.InRange(image.GetRow(y)[3 * x + c], expected - tolerance, expected + tolerance);
            }
        }
    }

    [Fact]
    public void A_PNG_comes_back_exactly()
    {
        using FundusImage image = Decoded.From(SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Png));
        Picture.AssertShownBy(image);
    }

    [Fact]
    public void A_baseline_JPEG_comes_back_nearly()
    {
        using FundusImage image = Decoded.From(SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg));
        AssertQuadrants(image, 6);
    }

    [Fact]
    public void A_progressive_JPEG_comes_back_nearly()
    {
        using FundusImage image = Decoded.From(EmbeddedPictures.ProgressiveJpeg);
        AssertQuadrants(image, 6);
    }

    [Fact]
    public void An_inverted_CMYK_JPEG_with_an_Adobe_marker_comes_back_nearly()
    {
        using FundusImage image = Decoded.From(EmbeddedPictures.CmykJpeg);
        AssertQuadrants(image, 8);
    }

    [Fact]
    public void A_YCCK_JPEG_comes_back_nearly()
    {
        using FundusImage image = Decoded.From(EmbeddedPictures.YcckJpeg);
        AssertQuadrants(image, 10);
    }

    [Fact]
    public void A_lossy_WebP_comes_back_nearly()
    {
        using FundusImage image = Decoded.From(SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp));
        AssertQuadrants(image, 14);
    }

    [Fact]
    public void A_lossless_WebP_comes_back_exactly()
    {
        using FundusImage image = Decoded.From(SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Webp, quality: 100));
        Picture.AssertShownBy(image);
    }

    [Fact]
    public void The_first_frame_of_an_interlaced_GIF_comes_back_up_to_its_64_colours()
    {
        using FundusImage image = Decoded.From(EmbeddedPictures.InterlacedGif);
        Picture.AssertShownBy(image, 6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_24_bit_BMP_comes_back_exactly_whichever_row_is_first(bool topDown)
    {
        using FundusImage image = Decoded.From(BmpBuilder.Build(Picture, topDown));
        Picture.AssertShownBy(image);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Every_EXIF_orientation_of_a_JPEG_is_turned_upright(int orientation, bool bigEndian)
    {
        byte[] plain = SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg);
        using FundusImage stored = Decoded.From(plain);
        using FundusImage upright = Decoded.From(SkiaEncoder.WithExifOrientation(plain, orientation, bigEndian));
        OrientationOracle.AssertUpright(stored, upright, orientation);
    }

    [Fact]
    public void The_metadata_is_the_callers()
    {
        var metadata = new FundusImageMetadata { Laterality = Laterality.Left, Scale = PixelScale.Given(5) };
        using FundusImage image = Decoded.From(Picture.ToPpm(), new FundusImageDecodeOptions { Metadata = metadata });
        Assert.Same(metadata, image.Metadata);
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_gives_little_at_a_time_is_read_to_its_end()
    {
        TestPicture large = TestPicture.Noise(300, 200);
        using var stream = new Decoded.Trickle(SkiaEncoder.Encode(large, SKEncodedImageFormat.Png));
        using FundusImage image = SkiaFundusImageCodec.Shared.Decode(stream, cancellationToken: TestContext.Current.CancellationToken);
        large.AssertShownBy(image);
    }

    [Fact]
    public void A_memory_stream_is_read_from_where_it_stands_and_left_open()
    {
        byte[] file = Picture.ToPpm();
        using var stream = new MemoryStream();
        stream.Write([1, 2, 3]);
        stream.Write(file);
        stream.Position = 3;
        using FundusImage image = SkiaFundusImageCodec.Shared.Decode(stream, cancellationToken: TestContext.Current.CancellationToken);
        Picture.AssertShownBy(image);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_cancelled_token_stops_decoding()
    {
        using var stream = new MemoryStream(SkiaEncoder.Encode(Picture, SKEncodedImageFormat.Jpeg));
        Assert.ThrowsAny<OperationCanceledException>(() => SkiaFundusImageCodec.Shared.Decode(stream, null, new CancellationToken(true)));
    }

    [Fact]
    public async Task One_codec_decodes_on_many_threads_at_once()
    {
        byte[] jpeg = EmbeddedPictures.ProgressiveJpeg;
        byte[] tiff = new TiffBuilder { Width = 48, Height = 40, Rows = Picture.Rgb, Compression = BitMiracle.LibTiff.Classic.Compression.LZW }.Build();
        await Parallel.ForAsync(0, 64, TestContext.Current.CancellationToken, (i, _) =>
        {
            using FundusImage image = Decoded.From(i % 2 == 0 ? jpeg : tiff);
            AssertQuadrants(image, 6);
            return ValueTask.CompletedTask;
        });
    }
}
