// A web service over RetSam.Sdk: photographs in, reports, masks and overlays out, and a page to look at them. Research use only: not a
// medical device. docs/web-service.md says how to run it and what to put around it in production.
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using RetSam;
using RetSam.Models.Lite;
using RetSam.WebService.Analyses;
using RetSam.WebService.Endpoints;
using RetSam.WebService.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
IServiceCollection services = builder.Services;
services.AddOptions<ServiceOptions>().BindConfiguration(ServiceOptions.Section).ValidateOnStart();
services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsValidator>();
services.AddRetSam((provider, analyzer) =>
{
    ServiceOptions options = provider.GetRequiredService<IOptions<ServiceOptions>>().Value;
    _ = options.Model is { } path ? analyzer.UseModel(path) : analyzer.UseModel(LiteModel.OpenPackage());
    _ = options.Threads is { } threads ? analyzer.WithThreads(threads) : analyzer;
});

services.AddSingleton(TimeProvider.System);
services.AddSingleton<AnalysisQueue>();
services.AddSingleton<AnalysisStore>();
services.AddSingleton<AnalysisDesk>();
services.AddSingleton<UploadReader>();
services.AddSingleton<ServiceMetrics>();
services.AddHostedService<AnalysisWorker>();

services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
services.AddProblemDetails();
services.AddOpenApi();
services.AddHealthChecks().AddCheck<QueueHealth>("queue");
services.AddOpenTelemetry().WithMetrics(metrics => metrics
    .AddMeter("RetSam", ServiceMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime")
    .AddPrometheusExporter());
builder.WebHost.ConfigureKestrel((context, kestrel) =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = context.Configuration.GetValue($"{ServiceOptions.Section}:{nameof(ServiceOptions.MaxUploadBytes)}", 32L << 20) + 64 * 1024;
});

WebApplication app = builder.Build();
app.UseSecurityHeaders();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseSameOriginWrites();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapAnalyses();
app.MapOpenApi();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapPrometheusScrapingEndpoint();
app.Run();
