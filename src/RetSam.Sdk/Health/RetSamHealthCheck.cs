using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetSam;

/// <summary>
/// Whether the application's analyzer can segment: <c>services.AddHealthChecks().AddCheck&lt;RetSamHealthCheck&gt;("retsam")</c> beside
/// <c>services.AddRetSam(...)</c>. Healthy: the last photograph went through the model. Degraded: it did, but the model does not run on the
/// execution provider that was asked for first. Unhealthy: the model fails, or the analyzer was disposed.
/// </summary>
/// <remarks>
/// Cheap: it reads what the photographs of the application's own showed. Only before the first of them, and after one on which the model
/// failed, it runs the model once on a small drawn picture of its own. Photographs that are damaged say nothing about the model. The data
/// hold <c>model</c>, <c>provider</c>, <c>onnxruntime</c> and <c>last_failure</c> (a type of exception): nothing of a patient.
/// </remarks>
/// <param name="analyzer">The analyzer, from the container.</param>
public sealed class RetSamHealthCheck(RetinaAnalyzer analyzer) : IHealthCheck
{
    /// <summary>The check of an analyzer that is registered by a key: <c>services.AddHealthChecks().Add(RetSamHealthCheck.Of("screening"))</c>.</summary>
    /// <param name="analyzer">The analyzer's key; <see langword="null"/> for the default analyzer.</param>
    /// <param name="failureStatus">What a failure is reported as; <see langword="null"/> means unhealthy.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <returns>The check under the name <c>retsam</c>, or <c>retsam:key</c>; the name can be changed.</returns>
    public static HealthCheckRegistration Of(string? analyzer = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) => new(
        analyzer is null ? "retsam" : $"retsam:{analyzer}",
        provider => new RetSamHealthCheck(
            analyzer is null ? provider.GetRequiredService<RetinaAnalyzer>() : provider.GetRequiredKeyedService<RetinaAnalyzer>(analyzer)),
        failureStatus,
        tags);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        HealthStatus failed = context.Registration.FailureStatus;
        SegmenterHealth health;
        try
        {
            health = await Task.Run(() => analyzer.CheckHealth(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            return new HealthCheckResult(failed, "The analyzer was disposed.");
        }

        var data = new Dictionary<string, object>();
        if (analyzer.Session is { } session)
        {
            data["model"] = session.Model;
            data["provider"] = session.ExecutionProvider;
            data["onnxruntime"] = session.RuntimeVersion;
        }

        if (health.LastFailure is { } last)
        {
            data["last_failure"] = last.GetType().FullName!;
        }

        if (health.Failure is { } failure)
        {
            return new HealthCheckResult(failed, $"The model fails: {failure.GetType().Name}. The log says more.", failure, data);
        }

        return analyzer.Session is { Fallbacks: [var preferred, ..] } used
            ? new HealthCheckResult(
                HealthStatus.Degraded, $"The model runs on {used.ExecutionProvider}; {preferred.Provider} was preferred: {preferred.Fault}.", null, data)
            : new HealthCheckResult(HealthStatus.Healthy, "The model runs.", null, data);
    }
}
