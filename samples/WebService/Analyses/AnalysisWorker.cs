using Microsoft.Extensions.Options;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Analyses;

/// <summary>Takes jobs from the queue and analyses them, as many at a time as the options allow. The model is loaded before the first.</summary>
public sealed class AnalysisWorker(
    RetinaAnalyzer analyzer,
    AnalysisQueue queue,
    AnalysisStore store,
    ServiceMetrics metrics,
    TimeProvider time,
    IOptions<ServiceOptions> options,
    ILogger<AnalysisWorker> logger) : BackgroundService
{
    private readonly FundusImageDecodeOptions _decoding = new() { MaxPixels = options.Value.MaxPixels, MaxEncodedBytes = options.Value.MaxUploadBytes };

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            AnalysisJob job = await queue.TakeAsync(stoppingToken);
            if (job.Start() is { } photograph)
            {
                long started = time.GetTimestamp();
                await AnalyseAsync(job, photograph, stoppingToken);
                TimeSpan duration = time.GetElapsedTime(started);
                queue.Learn(duration);
                metrics.Finished(job.State, duration);
                logger.Finished(job.Id, job.State, duration.TotalMilliseconds);
            }

            store.Keep(job);
            job.Dispose();
        }
    }

    private async Task AnalyseAsync(AnalysisJob job, Photograph photograph, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancelled, stoppingToken);
        try
        {
            using var encoded = new MemoryStream(photograph.Encoded, writable: false);
            var call = new AnalysisOptions { Laterality = photograph.Laterality, Scale = photograph.Scale, Decoding = _decoding, Progress = job };
            using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(encoded, call, either.Token);
            job.Complete(await AnalysisResult.EncodeAsync(analysis, either.Token), time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            job.Cancel(time.GetUtcNow());
        }
        catch (FundusImageException e)
        {
            job.Fail(e.Message, photographIsAtFault: true, time.GetUtcNow());
        }
        catch (Exception e)
        {
            // One photograph that the service trips over must not stop the others.
            logger.Tripped(job.Id, e);
            job.Fail("The analysis failed for a reason that is not the photograph's; the service's log has it under this id.", false, time.GetUtcNow());
        }
    }
}
