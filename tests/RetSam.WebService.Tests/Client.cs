using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RetSam.WebService.Tests;

/// <summary>What a client does with the service.</summary>
internal static class Client
{
    public static MultipartFormDataContent Form(byte[] photograph, string type = "image/png", string? laterality = null, string? umPerPixel = null)
    {
        var form = new MultipartFormDataContent();
        if (laterality is not null)
        {
            form.Add(new StringContent(laterality), "laterality");
        }

        if (umPerPixel is not null)
        {
            form.Add(new StringContent(umPerPixel), "umPerPixel");
        }

        var file = new ByteArrayContent(photograph);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, "photograph", "Jane Doe.png");
        return form;
    }

    public static async Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, MultipartFormDataContent form, int? wait = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analyses") { Content = form };
        if (wait is { } seconds)
        {
            request.Headers.Add("Prefer", $"wait={seconds}");
        }

        return await client.SendAsync(request, cancellationToken);
    }

    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage response)
        => (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;

    /// <summary>Uploads, and asks until the state is none of those on the way.</summary>
    public static async Task<JsonNode> AnalyseAsync(this HttpClient client, MultipartFormDataContent form)
    {
        using HttpResponseMessage accepted = await client.UploadAsync(form, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, accepted.StatusCode);
        return await client.UntilAsync($"{accepted.Headers.Location}", state => state is not ("queued" or "running"));
    }

    public static async Task<JsonNode> UntilAsync(this HttpClient client, string url, Func<string, bool> reached)
    {
        for (int i = 0; i < 3000; i++)
        {
            using HttpResponseMessage response = await client.GetAsync(url, TestContext.Current.CancellationToken);
            JsonNode status = await response.ReadAsync();
            if (reached((string)status["state"]!))
            {
                return status;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The analysis did not come to its end within a minute.");
    }
}
