using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RetSam.Biomarkers;
using RetSam.Imaging;
using RetSam.Inference;

namespace RetSam;

/// <summary>
/// Says what a <see cref="RetinaAnalyzer"/> is made of. Where a method is called twice the last call holds, except for
/// <see cref="AddMeasure"/>, which adds. Not thread-safe.
/// </summary>
public sealed class RetinaAnalyzerBuilder
{
    private readonly List<Measure> _added = [];
    private Func<RetinaAnalyzerBuilder, SegmenterSource>? _segmenter;
    private bool _withoutModel;
    private MeasureCatalogue _catalogue = MeasureCatalogue.Default;

    internal RetinaAnalyzerBuilder()
    {
    }

    internal IFundusImageCodec? Codec { get; private set; }

    internal Laterality Laterality { get; private set; }

    internal PixelScale Scale { get; private set; }

    internal ILoggerFactory LoggerFactory { get; private set; } = NullLoggerFactory.Instance;

    internal int? Threads { get; private set; }

    internal bool HasSegmenter => _segmenter is not null || _withoutModel;

    /// <summary>Segments with a model package, such as <c>LiteModel.OpenPackage()</c> of RetSam.Models.Lite, on the CPU. The package is the analyzer's from here on.</summary>
    public RetinaAnalyzerBuilder UseModel(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Use(builder => builder.OpenModel(package));
    }

    /// <summary>Segments with a model package: a folder or a zip file with <c>model.onnx</c> and <c>model.json</c>.</summary>
    /// <remarks>The package is opened, and its faults are told, when the analyzer is created.</remarks>
    public RetinaAnalyzerBuilder UseModel(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Use(builder => builder.OpenModel(ModelPackage.Open(path)));
    }

    /// <summary>Segments with anything that implements <see cref="IRetinaSegmenter"/>: another runtime, a classical method, a stand-in for tests.</summary>
    /// <param name="segmenter">The segmenter; thread-safe.</param>
    /// <param name="leaveOpen">Whether the segmenter stays the caller's to dispose. By default the analyzer disposes it.</param>
    public RetinaAnalyzerBuilder UseSegmenter(IRetinaSegmenter segmenter, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(segmenter);
        return Use(_ => new SegmenterSource(segmenter, Owned: !leaveOpen, Model: null));
    }

    /// <summary>Makes an analyzer that only measures masks (<see cref="RetinaAnalyzer.Measure"/>) and loads no model.</summary>
    public RetinaAnalyzerBuilder WithoutModel()
    {
        _segmenter = null;
        _withoutModel = true;
        return this;
    }

    /// <summary>Decodes with another codec than the SkiaSharp one.</summary>
    public RetinaAnalyzerBuilder UseCodec(IFundusImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        Codec = codec;
        return this;
    }

    /// <summary>Takes these measures instead of <see cref="MeasureCatalogue.Default"/>.</summary>
    public RetinaAnalyzerBuilder UseMeasures(MeasureCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _catalogue = catalogue;
        return this;
    }

    /// <summary>Takes one more measure, such as an application's own, after those of the catalogue.</summary>
    public RetinaAnalyzerBuilder AddMeasure(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        _added.Add(measure);
        return this;
    }

    /// <summary>The number of threads the model runs on, at least 1. By default as many as there are cores. Results do not depend on it.</summary>
    public RetinaAnalyzerBuilder WithThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        return this;
    }

    /// <summary>The eye of photographs that neither the call nor the metadata says it of.</summary>
    public RetinaAnalyzerBuilder WithLaterality(Laterality laterality)
    {
        Laterality = laterality;
        return this;
    }

    /// <summary>The scale of photographs that neither the call nor the metadata says it of, as when all come from one camera.</summary>
    public RetinaAnalyzerBuilder WithScale(PixelScale scale)
    {
        Scale = scale;
        return this;
    }

    /// <summary>Logs to the application's loggers. Nothing of the patient (names, pixels, metadata) is logged above Trace.</summary>
    public RetinaAnalyzerBuilder UseLogger(ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        LoggerFactory = loggerFactory;
        return this;
    }

    internal RetinaAnalyzer Build()
    {
        if (!HasSegmenter)
        {
            throw new InvalidOperationException(
                "No model was given. Add the package RetSam.Models.Lite and call b.UseModel(LiteModel.OpenPackage()), or name a model package "
                + "with b.UseModel(path), or bring a segmenter with b.UseSegmenter(...). To measure masks without a model call b.WithoutModel().");
        }

        MeasureCatalogue catalogue = _added.Count == 0 ? _catalogue : _catalogue.With(_added);
        return new RetinaAnalyzer(this, catalogue, _segmenter?.Invoke(this));
    }

    private RetinaAnalyzerBuilder Use(Func<RetinaAnalyzerBuilder, SegmenterSource> segmenter)
    {
        _segmenter = segmenter;
        _withoutModel = false;
        return this;
    }
}
