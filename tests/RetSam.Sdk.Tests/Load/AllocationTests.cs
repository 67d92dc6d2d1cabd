using RetSam.Biomarkers.Phantoms;
using RetSam.Imaging.Skia;
using RetSam.Inference;
using RetSam.Models.Lite;
using SkiaSharp;

namespace RetSam.Sdk.Tests.Load;

/// <summary>In steady state no step allocates per pixel: what a call leaves to the collector does not grow with the photograph.</summary>
public sealed class AllocationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Decoding(SKEncodedImageFormat format)
    {
        byte[] small = Encode(400, format);
        byte[] large = Encode(1600, format);
        SameForBoth(Decode(small), Decode(large), least: 10_000);

        static Action Decode(byte[] file) => () =>
        {
            using var stream = new MemoryStream(file);
            SkiaFundusImageCodec.Shared.Decode(stream, cancellationToken: Token).Dispose();
        };
    }

    [Fact]
    public void Finding_the_field_of_view()
    {
        using FundusImage small = Draw(400);
        using FundusImage large = Draw(1600);
        SameForBoth(() => FieldOfView.Detect(small).Dispose(), () => FieldOfView.Detect(large).Dispose(), least: 10_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Masks_and_probability_maps(bool keepProbabilities)
    {
        using var segmenter = new OnnxSegmenter(
            LiteModel.OpenPackage(),
            new OnnxSegmenterOptions { Threads = 1, KeepProbabilities = keepProbabilities, Classes = [RetinaClass.OpticDisc, RetinaClass.OpticCup, RetinaClass.Fovea] });
        using FundusImage small = Draw(400);
        using FundusImage large = Draw(1600);
        SameForBoth(
            () => segmenter.Segment(small, FieldOfView.Detect(small), Token).Dispose(),
            () => segmenter.Segment(large, FieldOfView.Detect(large), Token).Dispose(),
            least: 20_000);
    }

    /// <summary>Sixteen times the pixels may not cost more than a little: neither by size nor beyond a fixed number of bytes.</summary>
    private static void SameForBoth(Action small, Action large, long least)
    {
        long ofSmall = AllocatedBytes.LeastOf(small);
        long ofLarge = AllocatedBytes.LeastOf(large);
        Assert.True(ofLarge <= Math.Max(least, ofSmall), $"{ofSmall} bytes for the small photograph, {ofLarge} for the large one.");
    }

    private static FundusImage Draw(int size) => EyePhantom.Create(new EyePhantomOptions { Size = size, Seed = 1 }).DrawPhotograph();

    private static byte[] Encode(int size, SKEncodedImageFormat format)
    {
        using FundusImage image = Draw(size);
        return EncodedPhotograph.Of(image, format);
    }
}
