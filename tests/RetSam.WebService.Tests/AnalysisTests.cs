using System.Net;
using System.Text.Json.Nodes;
using RetSam.Imaging.Skia;
using RetSam.Sdk.Tests;

namespace RetSam.WebService.Tests;

/// <summary>One photograph's way through the service.</summary>
public sealed class AnalysisTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_is_the_librarys_own_byte_for_byte()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        JsonNode status = await client.AnalyseAsync(Client.Form(Service.Photograph, laterality: "right", umPerPixel: "6.5"));
        Assert.Equal("completed", (string)status["state"]!);

        var options = new AnalysisOptions { Laterality = Laterality.Right, Scale = PixelScale.Given(6.5) };
        using RetinaAnalysis own = await service.Analyzer.AnalyzeAsync(new MemoryStream(Service.Photograph), options, Token);
        string report = await client.GetStringAsync((string)status["links"]!["report"]!, Token);
        Assert.Equal(own.Report.ToJson(), report);
        Assert.Contains("\"provenance\": \"Given\"", report, StringComparison.Ordinal);

        using var overlay = new MemoryStream();
        own.WriteOverlay(overlay);
        Assert.Equal(overlay.ToArray(), await client.GetByteArrayAsync((string)status["links"]!["overlay"]!, Token));
    }

    [Fact]
    public async Task Masks_come_back_as_they_were_found_and_zones_lie_around_the_disc()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        JsonNode status = await client.AnalyseAsync(Client.Form(Service.Photograph));
        var eye = new DrawnEye();
        using RetinaSegmentation drawn = eye.ToSegmentation();
        byte[] png = await client.GetByteArrayAsync((string)status["links"]!["masks"]!["artery"]!, Token);
        using BinaryMask mask = MaskReader.Default.ReadMask(new MemoryStream(png), Token);
        Assert.Equal(drawn.GetMask(RetinaClass.Artery)!.CountPixels(), mask.CountPixels());

        JsonNode zone = status["landmarks"]!["zones"]![0]!;
        Assert.Equal("B", (string)zone["name"]!);
        Assert.Equal(eye.Disc.X, (double)zone["centre"]!["x"]!, 1e-9);
        Assert.Equal(2 * eye.DiscRadius, (double)zone["inner"]!, 0.5);
        Assert.Equal(3 * eye.DiscRadius, (double)zone["outer"]!, 0.7);

        using HttpResponseMessage absent = await client.GetAsync($"{status["links"]!["self"]}/masks/drusen.png", Token);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Contains("the model looks for vessel", (string)(await absent.ReadAsync())["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_that_cannot_be_read_fails_in_the_sdks_own_words()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        byte[] damaged = Service.Photograph[..^200];
        JsonNode status = await client.AnalyseAsync(Client.Form(damaged));
        FundusImageException own = await Assert.ThrowsAsync<FundusImageException>(() => service.Analyzer.AnalyzeAsync(new MemoryStream(damaged), cancellationToken: Token));
        Assert.Equal("failed", (string)status["state"]!);
        Assert.Equal(own.Message, (string)status["failure"]!);
        using HttpResponseMessage report = await client.GetAsync($"{status["links"]!["self"]}/report", Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, report.StatusCode);
        Assert.Equal("application/problem+json", report.Content.Headers.ContentType!.MediaType);
        Assert.Equal(own.Message, (string)(await report.ReadAsync())["detail"]!);
    }

    [Fact]
    public async Task A_client_may_wait_for_the_end_in_one_request()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        using HttpResponseMessage done = await client.UploadAsync(Client.Form(Service.Photograph), wait: 60, Token);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("completed", (string)(await done.ReadAsync())["state"]!);
    }

    [Fact]
    public async Task A_result_is_forgotten_when_its_time_has_come_and_not_before()
    {
        await using var service = new Service(("KeepFor", "00:10:00"));
        using HttpClient client = service.CreateClient();
        string self = (string)(await client.AnalyseAsync(Client.Form(Service.Photograph)))["links"]!["self"]!;
        service.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(self, Token)).StatusCode);
        service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{self}/report", Token)).StatusCode);
    }

    [Fact]
    public async Task No_more_results_are_kept_than_allowed_and_the_oldest_goes_first()
    {
        await using var service = new Service(("KeptResults", "2"));
        using HttpClient client = service.CreateClient();
        var selves = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            selves.Add((string)(await client.AnalyseAsync(Client.Form(Service.Photograph)))["links"]!["self"]!);
        }

        // The third is kept, and the first forgotten, just after the third's end is told.
        await WaitFor.TrueAsync(async () => (await client.GetAsync(selves[0], Token)).StatusCode == HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(selves[1], Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(selves[2], Token)).StatusCode);
    }

    [Fact]
    public async Task Deleting_forgets_a_result_at_once()
    {
        await using var service = new Service();
        using HttpClient client = service.CreateClient();
        string self = (string)(await client.AnalyseAsync(Client.Form(Service.Photograph)))["links"]!["self"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(self, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(self, Token)).StatusCode);
    }
}
