using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RetSam.Sdk.Tests;

namespace RetSam.WebService.Tests;

/// <summary>The page in a real browser, over the real service with the default model. Skips where there is no Chromium.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    /// <summary>How long, in milliseconds, anything may take: a machine with other work to do is slow, which is not what is tested.</summary>
    private const float Patience = 120_000;

    private static readonly string Photograph = Path.Combine(Repository.Root, "samples", "images", "retina.jpg");
    private readonly WebApplicationFactory<Program> _service = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string? chromium = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "There is no Chromium: install one (apt-get install chromium), or name it in CHROMIUM.");
        _service.UseKestrel(0);
        _service.StartServer();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Timeout = Patience, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task The_page_shows_the_librarys_own_numbers_and_its_layers_can_be_switched()
    {
        (IPage page, List<string> errors) = await OpenAsync(1200, 820, "light");
        await page.SetInputFilesAsync("#file", Photograph);
        await page.WaitForSelectorAsync("#result:not([hidden])");

        RetinaAnalyzer analyzer = _service.Services.GetRequiredService<RetinaAnalyzer>();
        await using FileStream file = File.OpenRead(Photograph);
        using RetinaAnalysis own = await analyzer.AnalyzeAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        foreach (string id in new[] { "cdr.vertical", "vessel.artery.crae.knudtson", "vessel.avr" })
        {
            string? shown = await page.GetAttributeAsync($"tr[data-id='{id}']", "data-value");
            Assert.Equal(own.Report.Find(id)!.Value, double.Parse(shown!, CultureInfo.InvariantCulture));
        }

        double ratio = own.Report.Find("cdr.vertical")!.Value!.Value;
        string text = await page.InnerTextAsync("tr[data-id='cdr.vertical'] td.number");
        Assert.Equal(ratio, double.Parse(text, CultureInfo.InvariantCulture), 4);
        Assert.Equal(own.Report.Measurements.Count, await page.Locator("tr[data-id]").CountAsync());

        byte[] with = await page.Locator("#canvas").ScreenshotAsync();
        await SaveAsync(page, "web-service.png");
        await page.UncheckAsync("#layer-artery");
        await page.UncheckAsync("#layer-vein");
        byte[] without = await OtherPictureAsync(page, with);

        await page.FillAsync("#search", "crae");
        Assert.Equal(
            own.Report.Measurements.Count(m => m.Id.Contains("crae", StringComparison.Ordinal)), await page.Locator("tr[data-id]:visible").CountAsync());
        await page.FocusAsync("#canvas");
        await page.Keyboard.PressAsync("+");
        await OtherPictureAsync(page, without);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_page_fits_a_phone_and_says_in_the_sdks_words_what_is_no_photograph()
    {
        (IPage page, List<string> errors) = await OpenAsync(390, 844, "dark");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "notes.png", MimeType = "image/png", Buffer = "not a photograph"u8.ToArray() });
        await page.WaitForSelectorAsync("#problem:not([hidden])");
        FundusImageException own = await Assert.ThrowsAsync<FundusImageException>(() => _service.Services.GetRequiredService<RetinaAnalyzer>()
            .AnalyzeAsync(new MemoryStream("not a photograph"u8.ToArray()), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(own.Message, await page.InnerTextAsync("#problem"));
        await SaveAsync(page, "web-service-start-phone.png");

        await page.SetInputFilesAsync("#file", Photograph);
        await page.WaitForSelectorAsync("#result:not([hidden])");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        await SaveAsync(page, "web-service-phone.png", wholePage: true);
        Assert.Empty(errors);
    }

    /// <summary>Opens the page; what its console says of errors, refused resources included, is collected.</summary>
    private async Task<(IPage Page, List<string> Errors)> OpenAsync(int width, int height, string scheme)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync($"{_service.ClientOptions.BaseAddress}");
        return (page, errors);
    }

    /// <summary>Waits for the canvas to show another picture: the page draws with the browser's next frame.</summary>
    private static async Task<byte[]> OtherPictureAsync(IPage page, byte[] before)
    {
        byte[] now = before;
        await WaitFor.TrueAsync(async () => !(now = await page.Locator("#canvas").ScreenshotAsync()).AsSpan().SequenceEqual(before));
        return now;
    }

    /// <summary>Pictures for the docs are made anew where RETSAM_SCREENSHOTS names a folder.</summary>
    private static async Task SaveAsync(IPage page, string name, bool wholePage = false)
    {
        if (Environment.GetEnvironmentVariable("RETSAM_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = wholePage });
        }
    }
}
