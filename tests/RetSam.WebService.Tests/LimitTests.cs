using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetSam.WebService.Analyses;

namespace RetSam.WebService.Tests;

/// <summary>What is refused before it costs anything, and what every answer carries.</summary>
public sealed class LimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uploads_beyond_the_limits_are_refused_with_a_reason_and_take_no_place()
    {
        await using var service = new Service(("MaxUploadBytes", "200000"), ("QueueLength", "1"));
        using HttpClient client = service.CreateClient();
        await RefuseAsync(client, Client.Form(new byte[200_001]), HttpStatusCode.RequestEntityTooLarge, "200001 bytes|more than 200000 bytes");
        await RefuseAsync(client, Client.Form(new byte[900_000]), HttpStatusCode.RequestEntityTooLarge, "may have 200000");
        await RefuseAsync(client, Client.Form(Service.Photograph, "application/pdf"), HttpStatusCode.UnsupportedMediaType, "'application/pdf'");
        await RefuseAsync(client, Client.Form([]), HttpStatusCode.BadRequest, "empty");
        await RefuseAsync(client, Client.Form(Service.Photograph, laterality: "both"), HttpStatusCode.BadRequest, "'both'");
        await RefuseAsync(client, Client.Form(Service.Photograph, umPerPixel: "NaN"), HttpStatusCode.BadRequest, "'NaN'");
        await RefuseAsync(client, new MultipartFormDataContent { { new StringContent("x"), "patient" } }, HttpStatusCode.BadRequest, "'patient'");
        await RefuseAsync(client, new MultipartFormDataContent { { new StringContent("left"), "laterality" } }, HttpStatusCode.BadRequest, "no part named");
        using HttpResponseMessage plain = await client.PostAsync("/analyses", new ByteArrayContent(Service.Photograph), Token);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        Assert.Equal(0, service.Services.GetRequiredService<AnalysisQueue>().Taken);
        Assert.Equal("completed", (string)(await client.AnalyseAsync(Client.Form(Service.Photograph)))["state"]!);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_not_write()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analyses") { Content = Client.Form(Service.Photograph) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public async Task Page_health_metrics_and_description_are_served_with_their_headers()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        using HttpResponseMessage page = await client.GetAsync("/", Token);
        Assert.Contains("Not a medical device", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live", Token));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Token));
        await client.AnalyseAsync(Client.Form(Service.Photograph));
        Assert.Contains("\"/analyses/{id}/report\"", await client.GetStringAsync("/openapi/v1.json", Token), StringComparison.Ordinal);
        Assert.Contains("retsam_service_results_kept", await client.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
        using HttpResponseMessage none = await client.GetAsync("/analyses/0", Token);
        Assert.True(none.Headers.CacheControl!.NoStore);
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void A_wrong_setting_is_refused_at_the_start()
    {
        using var service = new Service(("QueueLength", "0"));
        Exception e = Assert.ThrowsAny<Exception>(service.CreateClient);
        Assert.Contains("QueueLength", Assert.IsType<OptionsValidationException>(e).Message, StringComparison.Ordinal);
    }

    private static async Task RefuseAsync(HttpClient client, MultipartFormDataContent form, HttpStatusCode expected, string words)
    {
        using HttpResponseMessage response = await client.UploadAsync(form, cancellationToken: Token);
        Assert.Equal(expected, response.StatusCode);
        string detail = (string)(await response.ReadAsync())["detail"]!;
        Assert.Contains(words.Split('|'), word => detail.Contains(word, StringComparison.Ordinal));
    }
}
