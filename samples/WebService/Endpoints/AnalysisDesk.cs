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
        queue.Remove(job);
        if (!job.Finished.IsCompleted)
        {
            job.Cancel(time.GetUtcNow());
        }

        logger.Dropped(job.Id, reason);
    }

    public AnalysisStatus Describe(AnalysisJob job)
    {
        string self = $"/analyses/{job.Id}";
        AnalysisResult? result = job.Result;
        var links = result is null
            ? new AnalysisLinks(self, null, null, null, null)
            : new AnalysisLinks(
                self, $"{self}/report", $"{self}/overlay.png", $"{self}/photograph.jpg", result.Masks.Keys.ToDictionary(slug => slug, slug => $"{self}/masks/{slug}.png"));
        return new AnalysisStatus(
            job.Id, job.State, job.Step, queue.PositionOf(job), job.CreatedAt, store.ExpiryOf(job), job.Failure, result?.Landmarks, links, RetinaReport.NotAMedicalDevice);
    }
}
