using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.Health;

/// <summary>What the health check says, and what it costs.</summary>
public sealed class RetSamHealthCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_is_tried_once_and_then_only_asked_about()
    {
        // The stand-in draws at the built-in picture's size.
        var segmenter = new DrawnSegmenter(new DrawnEye { Width = 64, Height = 64 });
        await using ServiceProvider services = Services(b => b.UseSegmenter(segmenter));
        for (int i = 0; i < 3; i++)
        {
            HealthReportEntry entry = await CheckAsync(services);
            Assert.True(entry.Status == HealthStatus.Healthy, $"{entry.Description} {entry.Exception}");
        }

        Assert.Equal(1, segmenter.Calls);
    }

    [Fact]
    public async Task A_failing_model_is_unhealthy_until_it_runs_again()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye { Width = 64, Height = 64 });
        await using ServiceProvider services = Services(b => b.UseSegmenter(segmenter));
        segmenter.During = () => throw new ExecutionProviderException("The device C:/secret is gone.");
        HealthReportEntry broken = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, broken.Status);
        Assert.Equal("The model fails: ExecutionProviderException. The log says more.", broken.Description);
        segmenter.During = null;
        HealthReportEntry mended = await CheckAsync(services);
        Assert.Equal(HealthStatus.Healthy, mended.Status);
        Assert.Equal("RetSam.Inference.ExecutionProviderException", mended.Data["last_failure"]);
    }

    [Fact]
    public async Task A_photograph_that_is_damaged_says_nothing_about_the_model()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        await using ServiceProvider services = Services(b => b.UseSegmenter(segmenter).UseCodec(new BoxCodec()));
        RetinaAnalyzer analyzer = services.GetRequiredService<RetinaAnalyzer>();
        using FundusImage image = new DrawnEye().ToImage();
        analyzer.Analyze(image, cancellationToken: Token).Dispose();
        await Assert.ThrowsAsync<FundusImageException>(() => analyzer.AnalyzeAsync(new MemoryStream([1]), Token));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
        Assert.Equal(1, segmenter.Calls);
    }

    [Fact]
    public async Task The_default_model_goes_through_the_trial_and_a_fallback_is_a_degradation()
    {
        await using ServiceProvider services = Services(b => b
            .UseModel(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Classes = [RetinaClass.OpticDisc], Threads = 1 })
            .UseExecutionProviders(new CudaExecutionProvider(), new CpuExecutionProvider()));
        HealthReportEntry entry = await CheckAsync(services);
        Assert.True(entry.Status == HealthStatus.Degraded, $"{entry.Description} {entry.Exception}");
        Assert.Equal("The model runs on CPUExecutionProvider; CUDAExecutionProvider was preferred: NotInRuntime.", entry.Description);
        Assert.Equal("CPUExecutionProvider", entry.Data["provider"]);
        Assert.StartsWith("retsam-lite ", (string)entry.Data["model"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_analyzer_is_unhealthy()
    {
        await using ServiceProvider services = Services(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye())));
        services.GetRequiredService<RetinaAnalyzer>().Dispose();
        HealthReportEntry entry = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("The analyzer was disposed.", entry.Description);
    }

    private static ServiceProvider Services(Action<RetinaAnalyzerBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddRetSam(configure);
        services.AddHealthChecks().AddCheck<RetSamHealthCheck>("retsam");
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services)
        => (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["retsam"];
}
