using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RetSam.Biomarkers;
using RetSam.Imaging.Skia;
using RetSam.Inference;

namespace RetSam.Docs.Tests.Code;

/// <summary>
/// The names that blocks use without saying where they come from: what the reader's own program would have. A block is compiled as a method of
/// a class derived from this one, so that a name it declares itself hides the one here. Never run.
/// </summary>
public abstract class Prelude
{
    protected static readonly CancellationToken cancellationToken;

    // What the application has of its own.
    protected static readonly IServiceCollection services = null!;
    protected static readonly WebApplicationBuilder builder = null!;
    protected static readonly HttpRequest request = null!;
    protected static readonly IEnumerable<string> paths = null!;
    protected static readonly IEnumerable<string> files = null!;
    protected static readonly Stream stream = null!;
    protected static readonly Stream json = null!;
    protected static readonly Stream png = null!;
    protected static readonly Assembly assembly = null!;

    // Pixels and masks that it has already.
    protected static readonly byte[] rgb = null!;
    protected static readonly int width;
    protected static readonly int height;
    protected static readonly BinaryMask disc = null!;
    protected static readonly BinaryMask cup = null!;
    protected static readonly BinaryMask arteries = null!;
    protected static readonly BinaryMask veins = null!;
    protected static readonly RgbColor[] colours = null!;
    protected static readonly Circle zoneB;
    protected static readonly Circle zoneC;

    // What blocks further up the page made.
    protected static readonly RetinaAnalyzer analyzer = null!;
    protected static readonly RetinaAnalysis analysis = null!;
    protected static readonly RetinaReport report = null!;
    protected static readonly FundusImage image = null!;
    protected static readonly RetinaSegmentation segmentation = null!;
    protected static readonly IReadOnlyList<Measurement> measurements = null!;
    protected static readonly ModelPackage package = null!;
    protected static readonly IProgress<BatchProgress> progress = null!;

    protected static float[] RunYourModel(float[] tensor) => throw new NotSupportedException($"{tensor.Length} values, and nothing that runs them.");
}
