using RetSam.WebService.Analyses;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Endpoints;

/// <summary>Takes photographs in, says how far they are, and drops them: what the endpoints do to queue and store together.</summary>
internal sealed class AnalysisDesk(AnalysisQueue queue, AnalysisStore store, TimeProvider time, ILogger<AnalysisDesk> logger)
{
    public AnalysisJob Accept(Photograph photograph, AnalysisQueue.Place place)
    {
        var job = new AnalysisJob(photograph, time.GetUtcNow());
        store.Add(job);
        logger.Accepted(job.Id, photograph.Encoded.Length);
        place.Fill(job);
        return job;
    }

    public AnalysisJob? Find(string id) => store.Find(id);

    public void Drop(AnalysisJob job, string reason)
    {
        store.Remove(job);
        bool waited = queue.Remove(job);
        job.Cancel(time.GetUtcNow());
        if (waited)
        {
            // No worker will see it.
            job.Dispose();
        }

        logger.Dropped(job.Id, reason);
    }

    public AnalysisStatus Describe(AnalysisJob job)
    {
        string self = $"/analyses/{job.Id}";
        AnalysisState state = job.State;
        AnalysisResult? result = job.Result;
        var links = result is null
            ? new AnalysisLinks(self, null, null, null, null)
            : new AnalysisLinks(
                self, $"{self}/report", $"{self}/overlay.png", $"{self}/photograph.jpg", result.Masks.Keys.ToDictionary(slug => slug, slug => $"{self}/masks/{slug}.png"));
        return new AnalysisStatus(
            job.Id, state, job.Step, queue.PositionOf(job), job.CreatedAt, store.ExpiryOf(job), job.Failure, result?.Landmarks, links, RetinaReport.NotAMedicalDevice);
    }
}
