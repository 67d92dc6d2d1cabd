using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetSam.Biomarkers;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.DependencyInjection;

public sealed class RetSamServicesBuilderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_chain_says_model_providers_measures_and_stages()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Site("Basel"));
        services.AddRetSam()
            .AddModel(LiteModel.OpenPackage, new OnnxSegmenterOptions { Classes = [RetinaClass.OpticDisc], Threads = 1 })
            .AddExecutionProvider(new CudaExecutionProvider())
            .AddExecutionProvider(new CpuExecutionProvider())
            .AddMeasures(new MeasureCatalogue([]))
            .AddMeasures(new DiscPixels())
            .AddStage<SiteStage>()
            .AddDeidentification();
        using ServiceProvider provider = services.BuildServiceProvider();
        RetinaAnalyzer analyzer = provider.GetRequiredService<RetinaAnalyzer>();
        Assert.Equal("CPUExecutionProvider", analyzer.Session!.ExecutionProvider);
        Assert.Equal("CUDAExecutionProvider", Assert.Single(analyzer.Session.Fallbacks).Provider);
        Assert.Equal([RetinaClass.OpticDisc], analyzer.PredictedClasses);
        Assert.Equal("test.disc_pixels", Assert.Single(analyzer.Measures.Measures).Definition.Id);
        using FundusImage image = new DrawnEye().ToImage();
        RetinaReport report = analyzer.Report(image);
        Assert.Equal([new ReportStage("site", "Basel"), new ReportStage("deidentification", null)], report.Segmentation.Stages);
    }

    [Fact]
    public void Analyzers_of_different_names_are_different_and_calling_it_twice_is_still_one_of_each()
    {
        var screening = new DrawnSegmenter(new DrawnEye());
        var clinic = new DrawnSegmenter(new DrawnEye());
        var services = new ServiceCollection();
        services.AddRetSam("screening").Configure(b => b.UseSegmenter(screening));
        services.AddRetSam().Configure(b => b.UseSegmenter(clinic));
        services.AddRetSam("screening").AddQualityGate();
        services.AddRetSam();
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            RetinaAnalyzer named = provider.GetRequiredKeyedService<RetinaAnalyzer>("screening");
            RetinaAnalyzer plain = provider.GetRequiredService<RetinaAnalyzer>();
            Assert.NotSame(named, plain);
            Assert.Same(named, provider.GetRequiredKeyedService<RetinaAnalyzer>("screening"));
            Assert.Same(named, ActivatorUtilities.CreateInstance<Consumer>(provider).Analyzer);
            using FundusImage flat = new DrawnEye().ToImage();
            Assert.Throws<QualityGateException>(() => named.Report(flat));
            Assert.Empty(plain.Report(flat).Segmentation.Stages);
        }

        Assert.True(screening.IsDisposed && clinic.IsDisposed);
    }

    [Fact]
    public void Many_threads_that_ask_at_once_get_one_analyzer()
    {
        int made = 0;
        var services = new ServiceCollection();
        services.AddRetSam("a").Configure(b =>
        {
            Interlocked.Increment(ref made);
            b.UseSegmenter(new DrawnSegmenter(new DrawnEye()));
        });
        using ServiceProvider provider = services.BuildServiceProvider();
        var found = new RetinaAnalyzer[32];
        Parallel.For(0, found.Length, i => found[i] = provider.GetRequiredKeyedService<RetinaAnalyzer>("a"));
        Assert.Single(found.Distinct());
        Assert.Equal(1, made);
    }

    [Fact]
    public void Stages_that_the_container_owns_outlive_the_analyzer_and_are_disposed_once()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Site("Bern"));
        services.AddRetSam().Configure(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye()))).AddStage<SiteStage>();
        SiteStage stage;
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            stage = provider.GetRequiredService<SiteStage>();
            provider.GetRequiredService<RetinaAnalyzer>().Dispose();
            Assert.Equal(0, stage.Disposals);
        }

        Assert.Equal(1, stage.Disposals);
    }

    [Fact]
    public void Configuration_says_what_the_code_leaves_open()
    {
        using ServiceProvider provider = Configured(
            new()
            {
                ["RetSam:Threads"] = "1",
                ["RetSam:Classes:0"] = "optic-disc",
                ["RetSam:Classes:1"] = "optic-cup",
                ["RetSam:ExecutionProviders:0"] = "Cpu",
                ["RetSam:Laterality"] = "Left",
                ["RetSam:MicrometresPerPixel"] = "7.5",
                ["RetSam:MaxPixels"] = "1000",
                ["RetSam:screening:Threads"] = "2",
            },
            builder => builder.AddModel(LiteModel.OpenPackage));
        provider.GetRequiredService<IStartupValidator>().Validate();
        RetinaAnalyzer analyzer = provider.GetRequiredService<RetinaAnalyzer>();
        Assert.Equal([RetinaClass.OpticDisc, RetinaClass.OpticCup], analyzer.PredictedClasses);
        using RetinaSegmentation masks = new DrawnEye { Fovea = null }.ToSegmentation();
        RetinaReport report = analyzer.Measure(masks, cancellationToken: Token);
        Assert.Equal((7.5, Laterality.Left), (report.Scale.MicrometresPerPixel, report.Laterality.Eye));
        string sample = Path.Combine(Repository.Root, "samples", "images", "retina.jpg");
        Assert.Contains("1411x1411", Assert.Throws<FundusImageException>(() => analyzer.Decode(sample, null, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_analyzer_is_bound_from_the_section_of_its_name()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["RetSam:MicrometresPerPixel"] = "5",
            ["RetSam:screening:MicrometresPerPixel"] = "9",
        }).Build());
        services.AddRetSam().Configure(b => b.WithoutModel()).BindConfiguration();
        services.AddRetSam("screening").Configure(b => b.WithoutModel()).BindConfiguration();
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        using RetinaSegmentation masks = new DrawnEye().ToSegmentation();
        Assert.Equal(5, provider.GetRequiredService<RetinaAnalyzer>().Measure(masks, cancellationToken: Token).Scale.MicrometresPerPixel);
        Assert.Equal(9, provider.GetRequiredKeyedService<RetinaAnalyzer>("screening").Measure(masks, cancellationToken: Token).Scale.MicrometresPerPixel);
    }

    [Theory]
    [InlineData("RetSam:Threads", "0", "RetSam:Threads is 0; at least 1 is wanted")]
    [InlineData("RetSam:MaxPixels", "-5", "RetSam:MaxPixels is -5")]
    [InlineData("RetSam:MicrometresPerPixel", "NaN", "RetSam:MicrometresPerPixel is NaN")]
    [InlineData("RetSam:Model", "no/such/package", "RetSam:Model is 'no/such/package', which is no folder and no file")]
    [InlineData("RetSam:Classes:0", "disk", "RetSam:Classes:0 is 'disk', which is no class")]
    [InlineData("RetSam:ExecutionProviders:0", "abacus", "RetSam:ExecutionProviders:0 is 'abacus'; cpu, cuda, tensorrt are known")]
    [InlineData("RetSam:Thread", "4", "RetSam:Thread is no setting; Model, Threads")]
    public void What_is_wrong_is_told_at_start_with_its_key(string key, string value, string expected)
    {
        using ServiceProvider provider = Configured(new() { [key] = value }, builder => builder.Configure(b => b.WithoutModel()));
        OptionsValidationException atStart = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(expected, atStart.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<RetinaAnalyzer>());
    }

    [Fact]
    public void A_value_that_is_no_number_is_told_with_its_key()
    {
        using ServiceProvider provider = Configured(new() { ["RetSam:Threads"] = "four" }, builder => builder.Configure(b => b.WithoutModel()));
        Assert.Contains(
            "RetSam:Threads", Assert.ThrowsAny<InvalidOperationException>(() => provider.GetRequiredService<IStartupValidator>().Validate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_checks_of_the_default_and_of_a_named_analyzer()
    {
        var broken = new DrawnSegmenter(new DrawnEye { Width = 64, Height = 64 }) { During = () => throw new ExecutionProviderException("gone") };
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));

        // The gate would refuse the check's own picture: a check asks the model, not the stages.
        services.AddRetSam().Configure(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye { Width = 64, Height = 64 }))).AddQualityGate();
        services.AddRetSam("screening").Configure(b => b.UseSegmenter(broken));
        services.AddHealthChecks().Add(RetSamHealthCheck.Of()).Add(RetSamHealthCheck.Of("screening", HealthStatus.Degraded));
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.Equal(HealthStatus.Healthy, report.Entries["retsam"].Status);
        Assert.Equal(HealthStatus.Degraded, report.Entries["retsam:screening"].Status);
    }

    private static ServiceProvider Configured(Dictionary<string, string?> settings, Action<RetSamServicesBuilder> more)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        RetSamServicesBuilder builder = services.AddRetSam();
        more(builder);
        builder.BindConfiguration();
        return services.BuildServiceProvider();
    }

    private sealed record Site(string Name);

    private sealed class SiteStage(Site site) : RetinaStage("site")
    {
        public int Disposals { get; private set; }

        public override RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next)
        {
            request.Note(site.Name);
            return next(request);
        }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }

    private sealed class Consumer([FromKeyedServices("screening")] RetinaAnalyzer analyzer)
    {
        public RetinaAnalyzer Analyzer => analyzer;
    }
}
