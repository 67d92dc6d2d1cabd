using System.Buffers.Binary;
using System.Text;
using RetSam.Imaging.Skia;

namespace RetSam.Sdk.Tests.Exports;

/// <summary>Pictures that are written hold pixels and nothing of the photograph's metadata.</summary>
public sealed class PictureMetadataTests
{
    private const string Secret = "Smith, Jane";

    [Fact]
    public void An_overlay_has_no_chunk_but_pixels_and_how_to_read_them()
    {
        var eye = new DrawnEye();
        using RetinaAnalyzer analyzer = Analyzers.Drawn(eye);
        using FundusImage image = eye.ToImage(new FundusImageMetadata { SourceId = Secret, CaptureTime = new DateTimeOffset(2019, 3, 4, 5, 6, 7, TimeSpan.Zero) });
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        analysis.WriteOverlay(stream);
        Assert.Subset(new HashSet<string> { "IHDR", "sBIT", "IDAT", "IEND" }, ChunksOf(stream.ToArray()));
    }

    [Fact]
    public void A_mask_has_no_chunk_but_pixels()
    {
        using BinaryMask mask = new DrawnEye().ToFieldOfView();
        using var stream = new MemoryStream();
        MaskWriter.WritePng(mask, stream);
        Assert.Subset(new HashSet<string> { "IHDR", "IDAT", "IEND" }, ChunksOf(stream.ToArray()));
    }

    private static HashSet<string> ChunksOf(byte[] png)
    {
        var names = new HashSet<string>();
        for (int i = 8; i < png.Length; i += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(i)))
        {
            names.Add(Encoding.ASCII.GetString(png, i + 4, 4));
        }

        return names;
    }
}
