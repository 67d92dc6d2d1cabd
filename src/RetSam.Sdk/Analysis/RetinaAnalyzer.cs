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
/// Where memory runs out, the runtime's or ONNX Runtime's, a call ends with <see cref="OutOfMemoryException"/>; the analyzer goes on when there is some again.
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
    private readonly SegmenterHealth _health = new();
    private readonly StageChain _stages;
    private readonly FundusImageDecodeOptions? _decoding;

    internal RetinaAnalyzer(RetinaAnalyzerBuilder builder, MeasureCatalogue catalogue, SegmenterSource? source)
    {
        _stages = builder.Stages;
        _decoding = builder.Decoding;
        _codec = builder.Codec ?? SkiaFundusImageCodec.Shared;
        _source = source;
        _laterality = builder.Laterality;
        _scale = builder.Scale;
        _intervals = builder.Intervals;
        _logger = builder.LoggerFactory.CreateLogger("RetSam.RetinaAnalyzer");
        _uses = new UseCounter(nameof(RetinaAnalyzer), Release);
        Measures = catalogue;
        Findings = builder.Findings;
        PredictedClasses = source is null ? [] : [.. RetinaClass.All.Where(c => source.Segmenter.PredictedClasses.Contains(c) || _stages.AddedClasses.Contains(c))];
        _logger.AnalyzerCreated(source?.Segmenter.Id ?? "none", PredictedClasses.Count, catalogue.Measures.Count);
    }

    /// <summary>The measures taken on every photograph.</summary>
    public MeasureCatalogue Measures { get; }

    /// <summary>The rules applied to the measures of every photograph.</summary>
    public FindingRules Findings { get; }

    /// <summary>The classes that the model and the stages look for, in the order of the taxonomy; none without a model. Every other class is absent from results.</summary>
    public IReadOnlyList<RetinaClass> PredictedClasses { get; }

    /// <summary>How the model is run: execution provider, settings, and why preferred providers are not used; <see langword="null"/> without ONNX Runtime.</summary>
    public SessionInfo? Session => _source?.Session;

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
    /// <exception cref="ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetinaAnalysis Analyze(FundusImage image, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return scope.Run(() => Run(image, ownsImage: false, TimeSpan.Zero, options ?? AnalysisOptions.Default, cancellationToken));
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
    /// <exception cref="ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RetinaAnalysis> AnalyzeAsync(string path, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
        => FromFileAsync(path, options, AnalyzeDecoded, cancellationToken);

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
    /// <exception cref="ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RetinaAnalysis> AnalyzeAsync(Stream stream, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
        => FromStreamAsync(stream, options, AnalyzeDecoded, cancellationToken);

    /// <summary>Finds the masks of a photograph and measures nothing. Blocks for as long as the model runs.</summary>
    /// <param name="image">The photograph; stays the caller's.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The masks, to be disposed by the caller.</returns>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetinaSegmentation Segment(FundusImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return scope.Run(() => FindMasks(image, _stages.Begin(), AnalysisOptions.Default, cancellationToken).Segmentation);
    }

    /// <summary>Reads and decodes a file and finds its masks, on the thread pool; measures nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Of these, <see cref="AnalysisOptions.Decoding"/> and <see cref="AnalysisOptions.Progress"/> count; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The masks, to be disposed by the caller. The photograph is given back.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FundusImageException">The file is damaged, of an unknown format, or beyond the limits.</exception>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RetinaSegmentation> SegmentAsync(string path, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
        => FromFileAsync(path, options, SegmentDecoded, cancellationToken);

    /// <summary>Reads a stream to its end without blocking, decodes it and finds its masks on the thread pool; measures nothing.</summary>
    /// <param name="stream">The encoded file, from its current position; left open.</param>
    /// <param name="options">Of these, <see cref="AnalysisOptions.Decoding"/> and <see cref="AnalysisOptions.Progress"/> count; <see langword="null"/> means <see cref="AnalysisOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading, and stops between stages.</param>
    /// <inheritdoc cref="SegmentAsync(string, AnalysisOptions?, CancellationToken)"/>
    public Task<RetinaSegmentation> SegmentAsync(Stream stream, AnalysisOptions? options = null, CancellationToken cancellationToken = default)
        => FromStreamAsync(stream, options, SegmentDecoded, cancellationToken);

    /// <inheritdoc cref="SegmentAsync(string, AnalysisOptions?, CancellationToken)"/>
    public Task<RetinaSegmentation> SegmentAsync(string path, CancellationToken cancellationToken) => SegmentAsync(path, null, cancellationToken);

    /// <inheritdoc cref="SegmentAsync(Stream, AnalysisOptions?, CancellationToken)"/>
    public Task<RetinaSegmentation> SegmentAsync(Stream stream, CancellationToken cancellationToken) => SegmentAsync(stream, null, cancellationToken);

    /// <summary>What is known of the model's health, for <see cref="RetSamHealthCheck"/>.</summary>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    internal SegmenterHealth CheckHealth(CancellationToken cancellationToken)
    {
        using UseCounter.Use use = _uses.Enter();
        if (_source is not null && _health.IsInDoubt)
        {
            // The model alone: a stage such as a quality gate would refuse the drawn picture, and says nothing about the model.
            _health.Try(image => FindMasks(image, [], AnalysisOptions.Default, cancellationToken).Segmentation.Dispose());
        }

        return _health;
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
        FundusImageMetadata metadata = Overlay(FundusImageMetadata.Empty, effective);
        return TakeMeasures(segmentation, null, metadata, null, _stages.Begin(), effective, cancellationToken).Report;
    }

    /// <summary>Decodes a file with the analyzer's codec, for <see cref="Segment(FundusImage, CancellationToken)"/> or a look at the pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits and wishes; <see langword="null"/> means those of <see cref="RetinaAnalyzerBuilder.WithDecoding"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>The photograph, to be disposed by the caller.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FundusImageException">The file is damaged, of an unknown format, or beyond the limits.</exception>
    public FundusImage Decode(string path, FundusImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using UseCounter.Use use = _uses.Enter();
        cancellationToken.ThrowIfCancellationRequested();
        using FileStream file = FundusImageFile.OpenRead(path);
        return _codec.Decode(file, options ?? _decoding, cancellationToken);
    }

    /// <summary>Refuses new calls, and gives the model back when the last running call ends. Safe to call twice.</summary>
    public void Dispose() => _uses.Close();

    private ImageScope StartImage() => RetSamDiagnostics.StartImage(_source?.Segmenter.Id);

    private void Release()
    {
        _stages.Dispose();
        if (_source is { Owned: true })
        {
            _source.Segmenter.Dispose();
        }
    }

    private async Task<T> FromFileAsync<T>(string path, AnalysisOptions? options, DecodedWork<T> work, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        AnalysisOptions effective = options ?? AnalysisOptions.Default;
        return await scope.RunAsync(() => Task.Run(
            () =>
            {
                long started = BeginDecoding(effective, cancellationToken);
                using FileStream file = FundusImageFile.OpenRead(path);
                return Decode(file, started, effective, work, cancellationToken);
            },
            cancellationToken)).ConfigureAwait(false);
    }

    private async Task<T> FromStreamAsync<T>(Stream stream, AnalysisOptions? options, DecodedWork<T> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using UseCounter.Use use = _uses.Enter();
        using ImageScope scope = StartImage();
        return await scope.RunAsync(() => ReadAsync(stream, options ?? AnalysisOptions.Default, work, cancellationToken)).ConfigureAwait(false);
    }

    private long BeginDecoding(AnalysisOptions options, CancellationToken cancellationToken)
    {
        ThrowIfNoModel();
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.Decoding);
        return Stopwatch.GetTimestamp();
    }

    private async Task<T> ReadAsync<T>(Stream stream, AnalysisOptions options, DecodedWork<T> work, CancellationToken cancellationToken)
    {
        long started = BeginDecoding(options, cancellationToken);
        long limit = (options.Decoding ?? _decoding ?? FundusImageDecodeOptions.Default).MaxEncodedBytes;
        (byte[] buffer, int length) = await EncodedStreamReader.ReadAllAsync(stream, limit, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var encoded = new MemoryStream(buffer, 0, length, writable: false);
                    return Decode(encoded, started, options, work, cancellationToken);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private T Decode<T>(Stream encoded, long started, AnalysisOptions options, DecodedWork<T> work, CancellationToken cancellationToken)
    {
        FundusImage image;
        using (RetSamDiagnostics.StartStage("decode"))
        {
            image = _codec.Decode(encoded, options.Decoding ?? _decoding, cancellationToken);
        }

        try
        {
            return work(image, Stopwatch.GetElapsedTime(started), options, cancellationToken);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private RetinaAnalysis AnalyzeDecoded(FundusImage image, TimeSpan decoding, AnalysisOptions options, CancellationToken cancellationToken)
        => Run(image, ownsImage: true, decoding, options, cancellationToken);

    private RetinaSegmentation SegmentDecoded(FundusImage image, TimeSpan decoding, AnalysisOptions options, CancellationToken cancellationToken)
    {
        RetinaSegmentation segmentation = FindMasks(image, _stages.Begin(), options, cancellationToken).Segmentation;
        image.Dispose();
        options.Progress?.Report(AnalysisStage.Done);
        return segmentation;
    }

    private RetinaAnalysis Run(FundusImage image, bool ownsImage, TimeSpan decoding, AnalysisOptions options, CancellationToken cancellationToken)
    {
        StageRecord[] stages = _stages.Begin();
        Segmented segmented = FindMasks(image, stages, options, cancellationToken);
        try
        {
            FundusImageMetadata known = Overlay(image.Metadata, options);
            Measured measured = TakeMeasures(
                segmented.Segmentation, image, known, segmented.BySegmenter ? _source!.Model : null, stages, options, cancellationToken);
            var timings = new AnalysisTimings(decoding, segmented.FindingFieldOfView, segmented.Segmenting, measured.Measuring);
            _logger.Analysed(image.Width, image.Height, timings.Total.TotalMilliseconds);
            options.Progress?.Report(AnalysisStage.Done);

            // What a stage took out of the metadata is not to be found in the photograph either.
            FundusImage shown = ownsImage && measured.Metadata != known ? image.HandOn(measured.Metadata) : image;
            return new RetinaAnalysis(shown, ownsImage, segmented.Segmentation, measured.Report, timings);
        }
        catch
        {
            segmented.Segmentation.Dispose();
            throw;
        }
    }

    /// <param name="image">The photograph.</param>
    /// <param name="stages">The stages around the segmenter.</param>
    /// <param name="options">What to tell of progress.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    private Segmented FindMasks(FundusImage image, StageRecord[] stages, AnalysisOptions options, CancellationToken cancellationToken)
    {
        ThrowIfNoModel();
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.FindingFieldOfView);
        FieldOfView fieldOfView;
        TimeSpan findingFieldOfView;
        using (RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("field_of_view"))
        {
            fieldOfView = FieldOfView.Detect(image);
            findingFieldOfView = stage.Elapsed;
        }

        bool bySegmenter = false;
        RetinaSegmentation segmentation;
        TimeSpan segmenting;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.Progress?.Report(AnalysisStage.Segmenting);
            using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("segment");
            segmentation = StageChain.Segment(stages, new SegmentationRequest(image, fieldOfView, cancellationToken), SegmentAlone);
            segmenting = stage.Elapsed;
        }
        catch
        {
            fieldOfView.Dispose();
            throw;
        }

        RequireSize(segmentation, image, stages is [var outermost, ..] ? $"stage '{outermost.Stage.Name}'" : $"segmenter '{_source!.Segmenter.Id}'");
        return new Segmented(segmentation, bySegmenter, findingFieldOfView, segmenting);

        RetinaSegmentation SegmentAlone(SegmentationRequest request)
        {
            bySegmenter = true;
            return _health.Watch(() => _source!.Segmenter.Segment(request.Image, request.FieldOfView, cancellationToken));
        }
    }

    private static void RequireSize(RetinaSegmentation segmentation, FundusImage image, string by)
    {
        if (segmentation.Width != image.Width || segmentation.Height != image.Height)
        {
            string message = $"The {by} returned masks of {segmentation.Width}x{segmentation.Height} pixels for a photograph of "
                + $"{image.Width}x{image.Height}; masks have the photograph's size.";
            segmentation.Dispose();
            throw new InvalidOperationException(message);
        }
    }

    private Measured TakeMeasures(
        RetinaSegmentation segmentation,
        FundusImage? image,
        FundusImageMetadata known,
        ReportModel? model,
        StageRecord[] stages,
        AnalysisOptions options,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.Progress?.Report(AnalysisStage.Measuring);
        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("measure");
        FundusImageMetadata reported = known;
        RetinaReport report = StageChain.Measure(stages, new MeasuringRequest(segmentation, image, known, cancellationToken), MeasureAlone);
        return new Measured(report, reported, stage.Elapsed);

        RetinaReport MeasureAlone(MeasuringRequest request)
        {
            reported = request.Metadata;
            PixelScale scale = ScaleOf(segmentation, reported);
            ReportLaterality laterality = LateralityOf(segmentation, reported, options);
            IReadOnlyList<Measurement> measurements = Measures.MeasureAll(segmentation, scale, laterality.Eye, image, cancellationToken);
            if (_intervals)
            {
                measurements = Measures.AddIntervals(measurements, segmentation, scale, laterality.Eye, image, cancellationToken);
            }

            return ReportFactory.Create(
                segmentation, measurements, Findings.Evaluate(measurements), scale, laterality, model, reported.SourceId, reported.CaptureTime);
        }
    }

    /// <summary>A photograph's metadata, with what the call knows better in its place.</summary>
    private static FundusImageMetadata Overlay(FundusImageMetadata metadata, AnalysisOptions options) => metadata with
    {
        SourceId = options.SourceId ?? metadata.SourceId,
        Scale = options.Scale.IsKnown ? options.Scale : metadata.Scale,
        Laterality = options.Laterality != Laterality.Unknown ? options.Laterality : metadata.Laterality,
    };

    /// <summary>The call's scale, else the metadata's, else one from the camera's angle, else the analyzer's default.</summary>
    private PixelScale ScaleOf(RetinaSegmentation segmentation, FundusImageMetadata metadata)
    {
        if (metadata.Scale.IsKnown)
        {
            return metadata.Scale;
        }

        FieldOfView fieldOfView = segmentation.FieldOfView;
        return metadata.FieldOfViewDegrees is { } degrees && fieldOfView.Origin != FieldOfViewOrigin.WholeFrame && fieldOfView.Radius > 0
            ? PixelScale.FromFieldOfViewAngle(degrees, 2 * fieldOfView.Radius)
            : _scale;
    }

    /// <summary>The call's eye, else the metadata's, else the analyzer's default, else the one that disc and fovea tell.</summary>
    private ReportLaterality LateralityOf(RetinaSegmentation segmentation, FundusImageMetadata metadata, AnalysisOptions options)
    {
        Laterality given = metadata.Laterality != Laterality.Unknown ? metadata.Laterality : _laterality;
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

    /// <summary>What becomes of a photograph that the analyzer decoded; owns it unless it throws.</summary>
    private delegate T DecodedWork<T>(FundusImage image, TimeSpan decoding, AnalysisOptions options, CancellationToken cancellationToken);

    /// <param name="Segmentation">The masks.</param>
    /// <param name="BySegmenter">Whether the segmenter was asked: a stage may have answered in its place.</param>
    /// <param name="FindingFieldOfView">The time that took.</param>
    /// <param name="Segmenting">The time of stages and segmenter.</param>
    private readonly record struct Segmented(RetinaSegmentation Segmentation, bool BySegmenter, TimeSpan FindingFieldOfView, TimeSpan Segmenting);

    /// <param name="Report">The report.</param>
    /// <param name="Metadata">What it was made of, after all stages.</param>
    /// <param name="Measuring">The time that took.</param>
    private readonly record struct Measured(RetinaReport Report, FundusImageMetadata Metadata, TimeSpan Measuring);
}
