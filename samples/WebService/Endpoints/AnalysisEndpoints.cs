using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetSam.WebService.Analyses;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Endpoints;

/// <summary>The API.</summary>
internal static class AnalysisEndpoints
{
    public static void MapAnalyses(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder analyses = routes.MapGroup("/analyses").WithTags("Analyses");
        analyses.MapPost("/", UploadAsync)
            .WithName("Upload")
            .WithSummary("Uploads a photograph and queues its analysis. With 'Prefer: wait=30' the answer waits for the end; hanging up then cancels.")
            .Accepts<AnalysisUpload>("multipart/form-data")
            .Produces<AnalysisStatus>(StatusCodes.Status202Accepted)
            .Produces<AnalysisStatus>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        analyses.MapGet("/{id}", Status)
            .WithName("Status").WithSummary("How far an analysis is.").Produces<AnalysisStatus>().ProducesProblem(StatusCodes.Status404NotFound);
        analyses.MapDelete("/{id}", Delete)
            .WithName("Delete").WithSummary("Cancels an analysis that is not done, and forgets one that is.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        MapFile(analyses, "/{id}/report", "Report", "application/json", "report.json", "The SDK's own report, see docs/report.md.", result => result.Report);
        MapFile(analyses, "/{id}/overlay.png", "Overlay", "image/png", "overlay.png", "What was found, drawn over the photograph.", result => result.Overlay);
        MapFile(analyses, "/{id}/photograph.jpg", "Photograph", "image/jpeg", "photograph.jpg", "The photograph as browsers show it.", result => result.Photograph);
        analyses.MapGet("/{id}/masks/{class}.png", Mask)
            .WithName("Mask").WithSummary("The mask of one class, one bit a pixel.")
            .Produces(StatusCodes.Status200OK, contentType: "image/png").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context, AnalysisDesk desk, UploadReader uploads, AnalysisQueue queue, ServiceMetrics metrics, IOptions<ServiceOptions> options)
    {
        if (context.Request.ContentLength > options.Value.MaxUploadBytes + 64 * 1024)
        {
            return TypedResults.Problem(
                $"The request has {context.Request.ContentLength} bytes; a photograph may have {options.Value.MaxUploadBytes}.",
                statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (!queue.TryReserve(out AnalysisQueue.Place? place))
        {
            metrics.Refused();
            context.Response.Headers.RetryAfter = $"{queue.RetryAfterSeconds}";
            return TypedResults.Problem($"All {queue.Capacity} places of the queue are taken; try again later.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        using (place)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(options.Value.UploadTimeout);
            try
            {
                AnalysisJob job = desk.Accept(await uploads.ReadAsync(context.Request, patience.Token), place);
                return await AnswerAsync(context, desk, job);
            }
            catch (UploadException e)
            {
                return TypedResults.Problem(e.Message, statusCode: e.StatusCode);
            }
            catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
            {
                return TypedResults.Problem($"The upload took longer than {options.Value.UploadTimeout}.", statusCode: StatusCodes.Status408RequestTimeout);
            }
        }
    }

    /// <summary>At once; or, when the client prefers to wait (RFC 7240), at the end. A client that hangs up while it waits wants nothing any more.</summary>
    private static async Task<IResult> AnswerAsync(HttpContext context, AnalysisDesk desk, AnalysisJob job)
    {
        if (PreferredWait(context.Request) is { } wait)
        {
            try
            {
                await job.Finished.WaitAsync(wait, context.RequestAborted);
                context.Response.Headers["Preference-Applied"] = "wait";
                return TypedResults.Ok(desk.Describe(job));
            }
            catch (TimeoutException)
            {
                // Not done in time: as if it had not asked to wait.
            }
            catch (OperationCanceledException)
            {
                desk.Drop(job, "the client went away while waiting");
                throw;
            }
        }

        return TypedResults.Accepted($"/analyses/{job.Id}", desk.Describe(job));
    }

    private static TimeSpan? PreferredWait(HttpRequest request)
    {
        const string Name = "wait=";
        string? preference = request.Headers["Prefer"].SelectMany(v => v?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            .FirstOrDefault(p => p.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return int.TryParse(preference.AsSpan(preference is null ? 0 : Name.Length), CultureInfo.InvariantCulture, out int seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, 120))
            : null;
    }

    private static IResult Status(string id, AnalysisDesk desk) => desk.Find(id) is { } job ? TypedResults.Ok(desk.Describe(job)) : Unknown();

    private static IResult Delete(string id, AnalysisDesk desk)
    {
        if (desk.Find(id) is not { } job)
        {
            return Unknown();
        }

        desk.Drop(job, "its client asked for it");
        return TypedResults.NoContent();
    }

    private static IResult Mask(string id, string @class, AnalysisDesk desk, RetinaAnalyzer analyzer) => WhenCompleted(desk.Find(id), result =>
        result.Masks.TryGetValue(@class, out byte[]? mask)
            ? TypedResults.Bytes(mask, "image/png")
            : TypedResults.Problem(
                $"There is no mask of '{@class}': the model looks for {string.Join(", ", analyzer.PredictedClasses)}.", statusCode: StatusCodes.Status404NotFound));

    private static void MapFile(
        RouteGroupBuilder analyses, string pattern, string name, string contentType, string fileName, string summary, Func<AnalysisResult, byte[]> file)
        => analyses.MapGet(pattern, (string id, bool? download, AnalysisDesk desk) => WhenCompleted(
                desk.Find(id), result => TypedResults.Bytes(file(result), contentType, download == true ? $"{id}.{fileName}" : null)))
            .WithName(name).WithSummary(summary)
            .Produces(StatusCodes.Status200OK, contentType: contentType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static IResult WhenCompleted(AnalysisJob? job, Func<AnalysisResult, IResult> answer) => job switch
    {
        null => Unknown(),
        { Result: { } result } => answer(result),
        { State: AnalysisState.Failed, PhotographIsAtFault: true } => TypedResults.Problem(job.Failure, statusCode: StatusCodes.Status422UnprocessableEntity),
        { State: AnalysisState.Failed } => TypedResults.Problem(job.Failure, statusCode: StatusCodes.Status500InternalServerError),
        _ => TypedResults.Problem("The analysis is not done yet; ask for its status until it is.", statusCode: StatusCodes.Status409Conflict),
    };

    private static ProblemHttpResult Unknown() => TypedResults.Problem(
        "There is no such analysis: it was never here, was deleted, or is older than results are kept.", statusCode: StatusCodes.Status404NotFound);
}
