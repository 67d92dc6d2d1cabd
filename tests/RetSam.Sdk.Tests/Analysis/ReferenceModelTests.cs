using RetSam.Inference;
using RetSam.Inference.Tests;

namespace RetSam.Sdk.Tests.Analysis;

/// <summary>A network with the interface of RetSAM's checkpoint, from a file through the front door to a report.</summary>
public sealed class ReferenceModelTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"retsam-{Guid.NewGuid():N}.onnx");

    public ReferenceModelTests() => File.WriteAllBytes(_path, ReferenceNetwork.Build());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Its_twelve_classes_are_measured_and_no_other_is()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(ModelPackage.Open(_path, ReferenceManifests.RetSam)));
        using FundusImage image = Eye();
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("retsam-public 1.0.0", analysis.Report.Segmentation.Source);
        Assert.Equal(ReferenceManifests.RetSam.PredictedClasses, analysis.Segmentation.Classes);
        Assert.Equal(12, analysis.Report.Segmentation.Classes.Count);
        Assert.Null(analysis.Segmentation.GetMask(RetinaClass.Microaneurysm));
        Assert.Equal(
            analysis.Segmentation.GetMask(RetinaClass.Tessellation)!.CountPixels(),
            analysis.Report.Segmentation.Classes.Single(c => c.Class == "tessellation").Area);
        Assert.True(analysis.Report.Segmentation.Classes.Count(c => c.Found) >= 8);
        Assert.Contains(analysis.Report.Measurements, m => m.Id.StartsWith("vessel.artery.", StringComparison.Ordinal) && m.Value is not null);
        Assert.Contains(analysis.Report.Measurements, m => m.Id.StartsWith("tessellation.", StringComparison.Ordinal) && m.Value is not null);
    }

    [Fact]
    public void Only_the_vessels_are_run_when_only_they_are_asked_for()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(
            ModelPackage.Open(_path, ReferenceManifests.RetSam), new OnnxSegmenterOptions { Classes = [RetinaClass.Artery, RetinaClass.Vein] }));
        using FundusImage image = Eye();
        using RetinaAnalysis analysis = analyzer.Analyze(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([RetinaClass.Artery, RetinaClass.Vein], analysis.Segmentation.Classes);
        Assert.False(analysis.Segmentation.GetMask(RetinaClass.Artery)!.IsEmpty());
    }

    /// <summary>A round field of smooth colours on black.</summary>
    private static FundusImage Eye()
    {
        const int width = 520;
        const int height = 480;
        double[] mean = [108, 76, 54];
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i / 3, width);
            double phase = 2.1 * (i % 3);
            double wave = Math.Sin(x / 41.0 + phase) * Math.Cos(y / 37.0 - phase) + 0.6 * Math.Sin((x + 2 * y) / 90.0 + 2 * phase);
            pixels[i] = double.Hypot(x - 260, y - 240) < 230 ? (byte)(mean[i % 3] * (1 + 0.35 * wave)) : (byte)0;
        }

        return FundusImage.FromPixels(pixels, width, height, PixelFormat.Rgb24);
    }
}
