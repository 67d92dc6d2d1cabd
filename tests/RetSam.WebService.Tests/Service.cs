using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RetSam.Imaging.Skia;
using RetSam.Sdk.Tests;

namespace RetSam.WebService.Tests;

/// <summary>The service in this process, over the drawn eye instead of a model, with time that stands still until it is told.</summary>
internal sealed class Service : WebApplicationFactory<Program>
{
    private readonly (string Key, string Value)[] _settings;
    private readonly ManualResetEventSlim _gate = new(initialState: true);

    public Service(params (string Key, string Value)[] settings)
    {
        _settings = settings;
        Segmenter.During = () => _gate.Wait(TimeSpan.FromSeconds(60));
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch);

    public DrawnSegmenter Segmenter { get; } = new(new DrawnEye());

    /// <summary>The drawn photograph as PNG.</summary>
    public static byte[] Photograph { get; } = Encode();

    public RetinaAnalyzer Analyzer => Services.GetRequiredService<RetinaAnalyzer>();

    /// <summary>Holds every analysis in its middle until <see cref="LetGo"/>.</summary>
    public void Hold() => _gate.Reset();

    public void LetGo() => _gate.Set();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach ((string key, string value) in _settings)
        {
            builder.UseSetting($"Analyses:{key}", value);
        }

        builder.ConfigureTestServices(services => services
            .AddSingleton<TimeProvider>(Time)
            .AddRetSam(analyzer => analyzer.UseSegmenter(Segmenter, leaveOpen: true)));
    }

    protected override void Dispose(bool disposing)
    {
        LetGo();
        base.Dispose(disposing);
    }

    private static byte[] Encode()
    {
        var eye = new DrawnEye();
        using FundusImage image = eye.ToImage();
        using RetinaSegmentation masks = eye.ToSegmentation();
        using var stream = new MemoryStream();
        OverlayRenderer.WritePng(image, masks, stream, new OverlayOptions { Classes = [], ShowLegend = false, ShowFooter = false });
        return stream.ToArray();
    }
}
