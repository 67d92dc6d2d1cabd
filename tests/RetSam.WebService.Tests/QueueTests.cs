using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RetSam.WebService.Analyses;

namespace RetSam.WebService.Tests;

/// <summary>Back-pressure and cancellation.</summary>
public sealed class QueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_refuses_and_says_when_to_come_again_and_a_deleted_job_frees_its_place()
    {
        await using var service = new Service(("QueueLength", "2"));
        using HttpClient client = service.CreateClient();
        await HoldOneAsync(service, client);
        string first = await SendAsync(client);
        string second = await SendAsync(client);
        Assert.Equal(1, (int)(await client.UntilAsync(second, state => state == "queued"))["ahead"]!);

        using HttpResponseMessage refused = await client.UploadAsync(Client.Form(Service.Photograph), cancellationToken: Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("2 places", (string)(await refused.ReadAsync())["detail"]!, StringComparison.Ordinal);

        await client.DeleteAsync(first, Token);
        string third = await SendAsync(client);
        service.LetGo();
        Assert.Equal("completed", (string)(await client.UntilAsync(third, state => state is not ("queued" or "running")))["state"]!);
        Assert.Equal("completed", (string)(await client.UntilAsync(second, state => state is not ("queued" or "running")))["state"]!);
        Assert.Equal(3, service.Segmenter.Calls);
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_it_waits_is_not_worked_for()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        string running = await HoldOneAsync(service, client);
        AnalysisQueue queue = service.Services.GetRequiredService<AnalysisQueue>();
        using var patience = new CancellationTokenSource();
        Task waiting = client.UploadAsync(Client.Form(Service.Photograph), wait: 60, patience.Token);
        await WaitFor.TrueAsync(() => Task.FromResult(queue.Taken == 1));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await WaitFor.TrueAsync(() => Task.FromResult(queue.Taken == 0));
        service.LetGo();
        await client.UntilAsync(running, state => state == "completed");
        Assert.Equal(1, service.Segmenter.Calls);
    }

    [Fact]
    public async Task Deleting_a_running_analysis_stops_it_and_the_next_one_is_done()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        string running = await HoldOneAsync(service, client);
        Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync($"{running}/report", Token)).StatusCode);
        await client.DeleteAsync(running, Token);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(running, Token)).StatusCode);
        service.LetGo();
        Assert.Equal("completed", (string)(await client.AnalyseAsync(Client.Form(Service.Photograph)))["state"]!);
        // The end is told before the result is counted among those that are kept.
        AnalysisStore store = service.Services.GetRequiredService<AnalysisStore>();
        await WaitFor.TrueAsync(() => Task.FromResult(store.Kept == 1));
    }

    /// <summary>Sends one that stays in the middle of its analysis.</summary>
    private static async Task<string> HoldOneAsync(Service service, HttpClient client)
    {
        service.Hold();
        string running = await SendAsync(client);
        await client.UntilAsync(running, state => state == "running");
        return running;
    }

    private static async Task<string> SendAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.UploadAsync(Client.Form(Service.Photograph), cancellationToken: Token);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return $"{response.Headers.Location}";
    }
}
