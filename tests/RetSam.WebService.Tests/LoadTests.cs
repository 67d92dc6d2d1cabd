using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using RetSam.Models.Lite;
using RetSam.Sdk.Tests;

namespace RetSam.WebService.Tests;

/// <summary>Two hundred clients at once, each of which comes again when it is told to: nothing but 429 is refused, and every report is the library's.</summary>
public sealed class LoadTests
{
    private const int Clients = 200;
    private static readonly Laterality[] Eyes = [Laterality.Unknown, Laterality.Right, Laterality.Left];

    [Fact]
    public async Task Two_hundred_concurrent_uploads_of_the_drawn_eye_end_with_the_librarys_reports()
    {
        // As many results are kept as there are clients: one that is slow to fetch its report must not lose it to the others.
        await using var service = new Service(("QueueLength", "16"), ("KeptResults", $"{Clients}"));
        service.UseKestrel(0);
        service.StartServer();
        await RunAsync(service.ClientOptions.BaseAddress, service.Analyzer, Service.Photograph, "image/png", Process.GetCurrentProcess(), TimeSpan.FromMinutes(4), service);
    }

    /// <summary>The same over the real model and photograph, against the service in a process of its own (samples/WebService/load.sh).</summary>
    [Fact]
    public async Task Two_hundred_concurrent_uploads_of_the_sample_photograph_end_with_the_librarys_reports()
    {
        string? address = Environment.GetEnvironmentVariable("RETSAM_LOAD_ADDRESS");
        Assert.SkipWhen(address is null, "Takes minutes; run samples/WebService/load.sh.");
        var uri = new Uri(address);
        Assert.True(uri.IsLoopback, "The load goes to this machine only.");
        byte[] photograph = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "images", "retina.jpg"), TestContext.Current.CancellationToken);
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        using Process process = Process.GetProcessById(int.Parse(Environment.GetEnvironmentVariable("RETSAM_LOAD_PROCESS")!, null));
        await RunAsync(uri, analyzer, photograph, "image/jpeg", process, TimeSpan.FromMinutes(30));
    }

    private static async Task RunAsync(Uri address, RetinaAnalyzer analyzer, byte[] photograph, string type, Process process, TimeSpan limit, Service? held = null)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(limit);
        var expected = new Dictionary<Laterality, string>();
        foreach (Laterality eye in Eyes)
        {
            using RetinaAnalysis own = await analyzer.AnalyzeAsync(new MemoryStream(photograph), new AnalysisOptions { Laterality = eye }, time.Token);
            expected.Add(eye, own.Report.ToJson());
        }

        // Until the first refusal nothing is done, so that the queue does fill however slowly the clients come.
        held?.Hold();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Clients };
        using var client = new HttpClient(handler) { BaseAddress = address, Timeout = limit };
        var wrong = new ConcurrentBag<string>();
        int refused = 0;
        var sampled = new List<long>();
        using var sampling = new CancellationTokenSource();
        Task sampler = SampleAsync(process, sampled, sampling.Token);
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Task.Run(
            async () =>
            {
                Laterality eye = Eyes[i % Eyes.Length];
                while (true)
                {
                    using HttpResponseMessage response = await client.UploadAsync(Client.Form(photograph, type, $"{eye}"), wait: 120, time.Token);
                    if (response.StatusCode == HttpStatusCode.TooManyRequests)
                    {
                        Interlocked.Increment(ref refused);
                        held?.LetGo();
                        await Task.Delay(response.Headers.RetryAfter!.Delta!.Value, time.Token);
                        continue;
                    }

                    JsonNode status = await response.ReadAsync();
                    string self = (string?)status["links"]?["self"] ?? throw new InvalidOperationException($"{response.StatusCode}: {status}");
                    status = await client.UntilAsync(self, state => state is not ("queued" or "running"));
                    string report = await client.GetStringAsync($"{self}/report", time.Token);
                    if (report != expected[eye])
                    {
                        wrong.Add($"{i}: {status["state"]}");
                    }

                    return;
                }
            },
            time.Token)));
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        await sampling.CancelAsync();
        await sampler;
        TestContext.Current.SendDiagnosticMessage(
            $"{Clients} uploads in {took.TotalSeconds:F1} s, {refused} refusals, resident memory {sampled.Min() >> 20} to {sampled.Max() >> 20} MiB");
        Assert.Empty(wrong);
        Assert.True(refused > 0, "Two hundred clients found room in a queue of sixteen.");
        Assert.True(sampled.Max() < 3L << 30, $"The process grew to {sampled.Max() >> 20} MiB.");
    }

    private static async Task SampleAsync(Process process, List<long> sampled, CancellationToken cancellationToken)
    {
        do
        {
            process.Refresh();
            sampled.Add(process.WorkingSet64);
            await Task.Delay(200, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!cancellationToken.IsCancellationRequested);
    }
}
