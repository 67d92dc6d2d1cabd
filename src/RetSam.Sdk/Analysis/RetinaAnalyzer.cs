using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RetSam.Biomarkers;
using RetSam.Diagnostics;
using RetSam.Imaging.Skia;
using RetSam.Inference;

namespace RetSam;

/// <summary>
/// The front door: one photograph in, one <see cref="RetinaAnalysis"/> out. Thread-safe: make one and keep it; the model is loaded once,
/// buffers are pooled. Disposing while calls are on their way is safe: they end as usual, new ones are refused.
/// </summary>
/// <remarks>
/// Spans and metrics go to the activity source and meter named <c>RetSam</c> (<see cref="RetSamTelemetry"/>). Results do not depend on the number of threads or on the
/// processor's instruction set, apart from what the model's own runtime does.
/// </remarks>
public sealed partial class RetinaAnalyzer : IDisposable
{
    private readonly IFundusImageCodec _codec;
    private readonly SegmenterSource? _source;
    private readonly Laterality _laterality;
    private readonly PixelScale _scale;
    private readonly bool _intervals;
    private readonly ILogger _logger;
    private readonly UseCounter _uses;

    internal RetinaAnalyzer(RetinaAnalyzerBuilder builder, MeasureCatalogue catalogue, SegmenterSource? source)
    {
        _codec = builder.Codec ?? SkiaFundusImageCodec.Shared;
        _source = source;
        _laterality = builder.Laterality;
        _scale = builder.Scale;
        _intervals = builder.Intervals;
        _logger = builder.LoggerFactory.CreateLogger("RetSam.RetinaAnalyzer");
        _uses = new UseCounter(nameof(RetinaAnalyzer), Release);
        Measures = catalogue;
        Findings = builder.Findings;
        PredictedClasses = source is null ? [] : [.. RetinaClass.All.Where(source.Segmenter.PredictedClasses.Contains)];
        _logger.AnalyzerCreated(source?.Segmenter.Id ?? "none", PredictedClasses.Count, catalogue.Measures.Count);
    }

    /// <summary>The measures taken on every photograph.</summary>
    public MeasureCatalogue Measures { get; }

    /// <summary>The rules applied to the measures of every photograph.</summary>
    public FindingRules Findings { get; }

    /// <summary>The classes the model looks for, in the order of the taxonomy; none without a model. Every other class is absent from results.</summary>
    public IReadOnlyList<RetinaClass> PredictedClasses { get; }

    /// <summary>Makes an analyzer.</summary>
    /// <param name="configure">Says what it is made of; at least a model: <c>b => b.UseModel(LiteModel.OpenPackage())</c>.</param>
    /// <exception cref="InvalidOperationException">No model was given; the message says how to give one.</exception>
    /// <exception cref="ModelPackageException">The model package is damaged, or not what it says it is.</exception>
    /// <exception cref="ExecutionProviderException">The runtime that the model needs is not there.</exception>
    public static RetinaAnalyzer Create(Action<RetinaAnalyzerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new RetinaAnalyzerBuilder();
        configure(builder);
        return builder.Build();
    }

    /// <summary>Analyses a photograph that is in memory. Blocks for as long as the model runs.</summary>
    /// <param name="image">The photograph; stays the caller's, and must live as long as the analysis' <see cref="RetinaAnalysis.Image"/> is used.</param>
    /// <param name="options">What this call knows better; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The analysis, to be disposed by the caller.</returns>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetinaAnalysis Analyze(FundusImage image, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return scope.Run(() => Run(image, ownsImage: false, TimeSpan.Zero, image.Metadata.SourceId, options ?? AnalysisOptions.Default, cancellationToken));
    }

    /// <inheritdoc cref="AnalyzeAsync(string, AnalysisOptions?, CancellationToken)"/>
    public Task<RetinaAnalysis> AnalyzeAsync(string path, CancellationToken cancellationToken) => AnalyzeAsync(path, null, cancellationToken);

    /// <summary>Reads, decodes and analyses a file, on the thread pool.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What this call knows better; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The analysis, to be disposed by the caller; its <see cref="RetinaAnalysis.Image"/> is the decoded photograph.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FundusImageException">The file is damaged, of an unknown format, or beyond the limits.</exception>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RetinaAnalysis> AnalyzeAsync(string path, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        AnalysisOptions effective = options ?? AnalysisOptions.Default;
        return await scope.RunAsync(() => Task.Run(
            () =>
            {
                long started = BeginDecoding(effective, cancellationToken);
                using FileStream file = File.OpenRead(path);
                return DecodeAndRun(file, Path.GetFileName(path), started, effective, cancellationToken);
            },
            cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="AnalyzeAsync(Stream, AnalysisOptions?, CancellationToken)"/>
    public Task<RetinaAnalysis> AnalyzeAsync(Stream stream, CancellationToken cancellationToken) => AnalyzeAsync(stream, null, cancellationToken);

    /// <summary>Reads a stream to its end without blocking, such as a request's body, then decodes and analyses on the thread pool.</summary>
    /// <param name="stream">The encoded file, from its current position; left open.</param>
    /// <param name="options">What this call knows better; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading, and stops between stages.</param>
    /// <returns>The analysis, to be disposed by the caller; its <see cref="RetinaAnalysis.Image"/> is the decoded photograph.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="FundusImageException">The content is damaged, of an unknown format, or beyond the limits.</exception>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RetinaAnalysis> AnalyzeAsync(Stream stream, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return await scope.RunAsync(() => ReadAndRunAsync(stream, options ?? AnalysisOptions.Default, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Finds the masks of a photograph and measures nothing. Blocks for as long as the model runs.</summary>
    /// <param name="image">The photograph; stays the caller's.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The masks, to be disposed by the caller.</returns>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetinaSegmentation Segment(FundusImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return scope.Run(() => Segment(image, AnalysisOptions.Default, out _, out _, cancellationToken));
    }

    /// <summary>Takes every measure that the given masks allow; needs no model and no photograph.</summary>
    /// <param name="segmentation">The masks, drawn by hand, read from files or kept from an analysis; they stay the caller's.</param>
    /// <param name="options">What is known of the eye; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between measures.</param>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetinaReport Measure(RetinaSegmentation segmentation, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        using UseCounter.Use use = _uses.Enter();
        AnalysisOptions effective = options ?? AnalysisOptions.Default;
        return Measure(segmentation, null, null, effective.SourceId, effective, out _, cancellationToken);
    }

    /// <summary>Decodes a file with the analyzer's codec, for <see cref="Segment(FundusImage, CancellationToken)"/> or a look at the pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means <see cref="FundusImageDecodeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The photograph, to be disposed by the caller.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FundusImageException">The file is damaged, of an unknown format, or beyond the limits.</exception>
    public FundusImage Decode(string path, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using UseCounter.Use use = _uses.Enter();
        using FileStream file = File.OpenRead(path);
        return _codec.Decode(file, options, cancellationToken);
    }

    /// <summary>Refuses new calls, and gives the model back when the last running call ends. Safe to call twice.</summary>
    public void Dispose() => _uses.Close();

    private ImageScope StartImage() => RetSamDiagnostics.StartImage(_source?.Segmenter.Id);

    private void Release()
    {
        if (_source is { Owned: true })
        {
            _source.Segmenter.Dispose();
        }
    }

    private long BeginDecoding(AnalysisOptions options, CancellationToken cancellationToken)
    {
        ThrowIfNoModel();
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.Decoding);
        return Stopwatch.GetTimestamp();
    }

    private async Task<RetinaAnalysis> ReadAndRunAsync(Stream stream, AnalysisOptions options, CancellationToken cancellationToken)
    {
        long started = BeginDecoding(options, cancellationToken);
        long limit = (options.Decoding ?? FundusImageDecodeOptions.Default).MaxEncodedBytes;
        (byte[] buffer, int length) = await EncodedStreamReader.ReadAllAsync(stream, limit, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var encoded = new MemoryStream(buffer, 0, length, writable: false);
                    return DecodeAndRun(encoded, null, started, options, cancellationToken);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private RetinaAnalysis DecodeAndRun(Stream encoded, string? fileName, long started, AnalysisOptions options, CancellationToken cancellationToken)
    {
        FundusImage image;
        using (RetSamDiagnostics.StartStage("decode"))
        {
            image = _codec.Decode(encoded, options.Decoding, cancellationToken);
        }

        try
        {
            string? sourceId = image.Metadata.SourceId ?? fileName;
            return Run(image, ownsImage: true, Stopwatch.GetElapsedTime(started), sourceId, options, cancellationToken);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private RetinaAnalysis Run(
        FundusImage image, bool ownsImage, TimeSpan decoding, string? sourceId, AnalysisOptions options, CancellationToken cancellationToken)
    {
        RetinaSegmentation segmentation = Segment(image, options, out TimeSpan findingFieldOfView, out TimeSpan segmenting, cancellationToken);
        try
        {
            RetinaReport report = Measure(
                segmentation, image, _source!.Model, options.SourceId ?? sourceId, options, out TimeSpan measuring, cancellationToken);
            var timings = new AnalysisTimings(decoding, findingFieldOfView, segmenting, measuring);
            _logger.Analysed(image.Width, image.Height, timings.Total.TotalMilliseconds);
            options.Progress?.Report(AnalysisStage.Done);
            return new RetinaAnalysis(image, ownsImage, segmentation, report, timings);
        }
        catch
        {
            segmentation.Dispose();
            throw;
        }
    }

    private RetinaSegmentation Segment(
        FundusImage image, AnalysisOptions options, out TimeSpan findingFieldOfView, out TimeSpan segmenting, CancellationToken cancellationToken)
    {
        ThrowIfNoModel();
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.FindingFieldOfView);
        FieldOfView fieldOfView;
        using (RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("field_of_view"))
        {
            fieldOfView = FieldOfView.Detect(image);
            findingFieldOfView = stage.Elapsed;
        }

        RetinaSegmentation segmentation;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.Progress?.Report(AnalysisStage.Segmenting);
            using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("segment");
            segmentation = _source!.Segmenter.Segment(image, fieldOfView, cancellationToken);
            segmenting = stage.Elapsed;
        }
        catch
        {
            fieldOfView.Dispose();
            throw;
        }

        if (segmentation.Width == image.Width && segmentation.Height == image.Height)
        {
            return segmentation;
        }

        string message = $"The segmenter '{_source.Segmenter.Id}' returned masks of {segmentation.Width}x{segmentation.Height} pixels for a photograph of "
            + $"{image.Width}x{image.Height}; masks have the photograph's size.";
        segmentation.Dispose();
        throw new InvalidOperationException(message);
    }

    private RetinaReport Measure(
        RetinaSegmentation segmentation,
        FundusImage? image,
        ReportModel? model,
        string? sourceId,
        AnalysisOptions options,
        out TimeSpan measuring,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.Measuring);
        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("measure");
        FundusImageMetadata metadata = image?.Metadata ?? FundusImageMetadata.Empty;
        PixelScale scale = ScaleOf(segmentation, metadata, options);
        ReportLaterality laterality = LateralityOf(segmentation, metadata, options);
        IReadOnlyList<Measurement> measurements = Measures.MeasureAll(segmentation, scale, laterality.Eye, image, cancellationToken);
        if (_intervals)
        {
            measurements = Measures.AddIntervals(measurements, segmentation, scale, laterality.Eye, image, cancellationToken);
        }

        RetinaReport report = ReportFactory.Create(
            segmentation, measurements, Findings.Evaluate(measurements), scale, laterality, model, sourceId, metadata.CaptureTime);
        measuring = stage.Elapsed;
        return report;
    }

    /// <summary>The call's scale, else the metadata's, else one from the camera's angle, else the analyzer's default.</summary>
    private PixelScale ScaleOf(RetinaSegmentation segmentation, FundusImageMetadata metadata, AnalysisOptions options)
    {
        if (options.Scale.IsKnown || metadata.Scale.IsKnown)
        {
            return options.Scale.IsKnown ? options.Scale : metadata.Scale;
        }

        FieldOfView fieldOfView = segmentation.FieldOfView;
        return metadata.FieldOfViewDegrees is { } degrees && fieldOfView.Origin != FieldOfViewOrigin.WholeFrame && fieldOfView.Radius > 0
            ? PixelScale.FromFieldOfViewAngle(degrees, 2 * fieldOfView.Radius)
            : _scale;
    }

    /// <summary>The call's eye, else the metadata's, else the analyzer's default, else the one that disc and fovea tell.</summary>
    private ReportLaterality LateralityOf(RetinaSegmentation segmentation, FundusImageMetadata metadata, AnalysisOptions options)
    {
        Laterality given = options.Laterality != Laterality.Unknown ? options.Laterality
            : metadata.Laterality != Laterality.Unknown ? metadata.Laterality
            : _laterality;
        if (given != Laterality.Unknown)
        {
            return new ReportLaterality(given, LateralityOrigin.Given);
        }

        LateralityEstimate inferred = options.InferLaterality ? LateralityEstimate.Infer(segmentation) : default;
        return inferred.Eye == Laterality.Unknown
            ? new ReportLaterality(Laterality.Unknown, LateralityOrigin.Unknown)
            : new ReportLaterality(inferred.Eye, LateralityOrigin.Inferred, inferred.Confidence);
    }

    private void ThrowIfNoModel()
    {
        if (_source is null)
        {
            throw new InvalidOperationException(
                $"This analyzer was made with {nameof(RetinaAnalyzerBuilder.WithoutModel)} and can only measure masks; give it a model to analyse photographs.");
        }
    }
}
