using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetSam.WebService.Analyses;

namespace RetSam.WebService.Hosting;

/// <summary>Ready when the model is loaded; degraded, which still takes traffic, while the queue is full.</summary>
internal sealed class QueueHealth(RetinaAnalyzer analyzer, AnalysisQueue queue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(queue.Taken < queue.Capacity
            ? HealthCheckResult.Healthy($"{analyzer.PredictedClasses.Count} classes, {analyzer.Measures.Measures.Count} measures")
            : HealthCheckResult.Degraded("The queue is full."));
}
