using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetSam.Biomarkers;

namespace RetSam.Sdk.Tests.DependencyInjection;

public sealed class AddRetSamTests
{
    [Fact]
    public void Calling_it_twice_registers_one_analyzer_with_both_configurations()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        var services = new ServiceCollection();
        services.AddRetSam(b => b.UseSegmenter(segmenter));
        services.AddRetSam(b => b.UseMeasures(new MeasureCatalogue([new DiscPixels()])));
        Assert.Single(services, s => s.ServiceType == typeof(RetinaAnalyzer));

        using ServiceProvider provider = services.BuildServiceProvider();
        RetinaAnalyzer analyzer = provider.GetRequiredService<RetinaAnalyzer>();
        Assert.Same(analyzer, provider.GetRequiredService<RetinaAnalyzer>());
        Assert.Equal(segmenter.PredictedClasses, analyzer.PredictedClasses);
        Assert.Equal("test.disc_pixels", Assert.Single(analyzer.Measures.Measures).Definition.Id);
    }

    [Fact]
    public void The_container_disposes_the_analyzer_and_with_it_the_model()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using (ServiceProvider provider = new ServiceCollection().AddRetSam(b => b.UseSegmenter(segmenter)).BuildServiceProvider())
        {
            provider.GetRequiredService<RetinaAnalyzer>();
        }

        Assert.True(segmenter.IsDisposed);
    }

    [Fact]
    public void Codec_segmenter_and_loggers_of_the_container_are_used()
    {
        var log = new ListLogger();
        var services = new ServiceCollection();
        services.AddSingleton<IRetinaSegmenter>(new DrawnSegmenter(new DrawnEye()));
        services.AddSingleton<IFundusImageCodec>(new BoxCodec());
        services.AddSingleton<ILoggerFactory>(log);
        services.AddRetSam(_ => { });
        using ServiceProvider provider = services.BuildServiceProvider();
        RetinaAnalyzer analyzer = provider.GetRequiredService<RetinaAnalyzer>();
        using FundusImage image = new DrawnEye().ToImage(new FundusImageMetadata { SourceId = "patient-4711" });
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, BoxCodec.Encode(image));
        analyzer.Decode(path, null, TestContext.Current.CancellationToken).Dispose();
        analyzer.Report(image);
        File.Delete(path);

        Assert.Contains(log.Lines, l => l.Contains("drawn 1.0", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("480x400", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains("4711", StringComparison.Ordinal) || l.Contains(Path.GetFileName(path), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_model_the_container_says_how_to_give_one()
    {
        using ServiceProvider provider = new ServiceCollection().AddRetSam(_ => { }).BuildServiceProvider();
        Assert.Contains(
            "LiteModel.OpenPackage()",
            Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<RetinaAnalyzer>()).Message,
            StringComparison.Ordinal);
    }
}
