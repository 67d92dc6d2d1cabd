using Microsoft.Extensions.DependencyInjection;
using RetSam.Biomarkers;
using RetSam.Imaging.Skia;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.PublicApi.Tests;

/// <summary>An application's own measure, codec and segmenter, each a few lines, with public types only.</summary>
public sealed class BringYourOwnTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_measure_a_codec_and_a_segmenter_of_ones_own_work_together()
    {
        byte[] pixels = [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)(i % 64 < 16 ? 200 : 100))];
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b
            .UseCodec(new RawGrayCodec(64))
            .UseSegmenter(new BrighterThan(150))
            .UseMeasures(new MeasureCatalogue([new VesselToFrameRatio()])));
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(new MemoryStream(pixels), new AnalysisOptions { Laterality = Laterality.Left }, Token);

        ReportMeasurement ratio = Assert.Single(analysis.Report.Measurements);
        Assert.Equal("my.vessel_ratio", ratio.Id);
        Assert.Equal(0.25, ratio.Value);
        Assert.Equal(Laterality.Left, analysis.Report.Laterality.Eye);
        Assert.Equal("brighter than 150", analysis.Report.Segmentation.Source);
        Assert.Equal([RetinaClass.Vessel], analyzer.PredictedClasses);
    }

    [Fact]
    public async Task Only_classes_that_were_asked_for_are_looked_for_and_measures_of_others_say_so()
    {
        var onlyTheDisc = new OnnxSegmenterOptions { Threads = 1, Classes = [RetinaClass.OpticDisc, RetinaClass.OpticCup] };
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage(), onlyTheDisc));
        using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(Sample.Photograph, cancellationToken: Token);
        Assert.Equal([RetinaClass.OpticDisc, RetinaClass.OpticCup], analyzer.PredictedClasses);
        Assert.Equal(MeasurementStatus.Ok, analysis.Report.Find("cdr.vertical")!.Status);
        ReportMeasurement[] vessels = [.. analysis.Report.Measurements.Where(m => m.Id.StartsWith("vessel.", StringComparison.Ordinal))];
        Assert.NotEmpty(vessels);
        Assert.All(vessels, m => Assert.True(m.Value is null && m.Reason is not null && m.Status != MeasurementStatus.Ok, m.Id));
    }

    [Fact]
    public void Masks_drawn_by_hand_are_measured_without_a_model()
    {
        using RetinaSegmentation drawn = new RetinaSegmentation.Builder(256, 256)
            .SetMask(RetinaClass.OpticDisc, Disc(256, 60))
            .SetMask(RetinaClass.OpticCup, Disc(256, 30))
            .Build();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        RetinaReport report = analyzer.Measure(drawn, new AnalysisOptions { Scale = PixelScale.Given(15) }, Token);
        Assert.Equal(0.5, report.Find("cdr.vertical")!.Value!.Value, 0.01);

        IReadOnlyList<Measurement> same = MeasureCatalogue.Default.MeasureAll(drawn, PixelScale.Given(15), cancellationToken: Token);
        Assert.Equal(report.Find("cdr.vertical")!.Value, same.Single(m => m.Id == "cdr.vertical").Value);
    }

    [Fact]
    public void Masks_and_tables_can_be_written()
    {
        using BinaryMask mask = Disc(128, 30);
        using var png = new MemoryStream();
        MaskWriter.WritePng(mask, png);
        png.Position = 0;
        using BinaryMask read = MaskReader.Default.ReadMask(png, Token);
        Assert.True(mask.ContentEquals(read));

        using RetinaSegmentation drawn = new RetinaSegmentation.Builder(128, 128).SetMask(RetinaClass.OpticDisc, mask.Clone()).Build();
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.WithoutModel());
        var table = new ReportCsv();
        table.Add("drawn", analyzer.Measure(drawn, cancellationToken: Token));
        using var text = new StringWriter();
        table.Write(text);
        Assert.Contains("disc.area", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_collection_gives_the_analyzer()
    {
        var services = new ServiceCollection();
        services.AddRetSam(b => b.UseSegmenter(new BrighterThan(1)));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<RetinaAnalyzer>());
    }

    private static BinaryMask Disc(int size, double radius)
    {
        var mask = new BinaryMask(size, size);
        var circle = new Circle(new PointD((size - 1) / 2.0, (size - 1) / 2.0), radius);
        for (int i = 0; i < size * size; i++)
        {
            mask[i % size, i / size] = circle.Contains(new PointD(i % size, i / size));
        }

        return mask;
    }

    private sealed class VesselToFrameRatio() : Measure(new MeasureDefinition
    {
        Id = "my.vessel_ratio", Name = "Vessel ratio", Definition = "Vessel pixels over all pixels.", Unit = "1", Source = "mine", Inputs = MeasureInputs.Vessel,
    })
    {
        protected override MeasureOutcome Compute(MeasureContext context)
        {
            BinaryMask vessels = context.GetVesselMask(VesselKind.Vessel)!;
            return MeasureOutcome.Of((double)vessels.CountPixels() / (vessels.Width * vessels.Height));
        }
    }

    private sealed class RawGrayCodec(int side) : IFundusImageCodec
    {
        public FundusImage Decode(Stream stream, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
        {
            byte[] pixels = new byte[side * side];
            stream.ReadExactly(pixels);
            return FundusImage.FromPixels(pixels, side, side, PixelFormat.Gray8, metadata: options?.Metadata);
        }
    }

    private sealed class BrighterThan(byte threshold) : IRetinaSegmenter
    {
        public string Id => $"brighter than {threshold}";

        public IReadOnlyCollection<RetinaClass> PredictedClasses => [RetinaClass.Vessel];

        public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
        {
            var mask = new BinaryMask(image.Width, image.Height);
            for (int i = 0; i < image.Width * image.Height; i++)
            {
                mask[i % image.Width, i / image.Width] = image.Pixels[3 * i] > threshold;
            }

            return new RetinaSegmentation.Builder(image.Width, image.Height)
                .SetMask(RetinaClass.Vessel, mask).SetFieldOfView(fieldOfView).SetSource(Id).Build();
        }

        public void Dispose()
        {
        }
    }
}
