using System.Collections.ObjectModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;
using RetSam.Diagnostics;
using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>
/// Runs a model package through ONNX Runtime. Thread-safe: callers share one session and each borrows a set of buffers, so that a
/// call in steady state allocates next to nothing. The same photograph gives the same masks whoever else is running. Spans and
/// times are reported under the source and meter name <c>RetSam</c> (stages <c>preprocess</c>, <c>infer</c>, <c>postprocess</c>).
/// </summary>
public sealed class OnnxSegmenter : IRetinaSegmenter
{
    private readonly InferenceSession _session;
    private readonly NetworkQueue _network;
    private readonly LanePool _lanes;
    private readonly ILogger _logger;
    private readonly bool _keepProbabilities;
    private int _counted;
    private readonly TestTimeFlips _flips;
    private readonly TiledRun? _tiles;

    /// <summary>Loads a model.</summary>
    /// <param name="package">The model.</param>
    /// <param name="options">How to run it; <see langword="null"/> means <see cref="OnnxSegmenterOptions.Default"/>.</param>
    /// <param name="logger">Where to log; <see langword="null"/> for nowhere. Nothing of an image is logged.</param>
    /// <exception cref="ModelPackageException">The graph does not fit the manifest, or ONNX Runtime refuses it.</exception>
    /// <exception cref="ExecutionProviderException">The native ONNX Runtime or the execution provider is missing; the message says which package to add.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or asks for a class that the model does not predict.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory for the model, of the runtime or of ONNX Runtime.</exception>
    public OnnxSegmenter(ModelPackage package, OnnxSegmenterOptions? options = null, ILogger<OnnxSegmenter>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        options ??= OnnxSegmenterOptions.Default;
        MaxConcurrency = options.ActualConcurrency;
        int batch = options.ActualMaxBatch;
        TimeSpan batchDelay = options.ActualMaxBatchDelay;
        long started = Stopwatch.GetTimestamp();
        _keepProbabilities = options.KeepProbabilities;
        _flips = options.ActualFlips;
        ModelPackage heads = package.Keep(options.Classes);
        Manifest = heads.Manifest;
        Id = $"{Manifest.Id} {Manifest.Version}";
        PredictedClasses = new ReadOnlyCollection<RetinaClass>([.. Manifest.PredictedClasses.Where(c => options.Classes?.Contains(c) ?? true)]);
        _tiles = options.Tiling is { } tiling ? new TiledRun(Manifest, tiling) : null;
        _logger = logger ?? (ILogger)NullLogger.Instance;
        try
        {
            (_session, Session) = SessionFactory.Create(heads, options);
        }
        catch (Exception cause) when (cause is ModelPackageException or ExecutionProviderException or OutOfMemoryException)
        {
            RetSamDiagnostics.CountFailure("model.load", cause);
            throw;
        }

        try
        {
            bool isOpen = GraphShapeCheck.Run(_session, package.Manifest, Manifest.Outputs);
            MaxBatch = batch > 1 && BatchDimension.TakesSeveral(_session, Manifest) ? batch : 1;
            _network = new NetworkQueue(MaxConcurrency, MaxBatch, batchDelay, () => new BatchLane(_session, Manifest, MaxBatch));
            // Beside those in the network there is room to fill the next run and to read what the last one wrote.
            _lanes = new LanePool(() => new Lane(_session, Manifest, _network), (MaxConcurrency * MaxBatch) + Math.Max(2, MaxBatch));
            if (isOpen)
            {
                TryShapes();
            }
        }
        catch
        {
            _lanes?.Dispose();
            _network?.Dispose();
            _session.Dispose();
            throw;
        }

        RetSamDiagnostics.ChangeSessions(Id, Session.ExecutionProvider, 1);
        _counted = 1;
        foreach (ExecutionProviderFallback fallback in Session.Fallbacks)
        {
            OnnxSegmenterLog.ProviderNotUsed(_logger, fallback.Provider, fallback.Fault, fallback.Message);
        }

        OnnxSegmenterLog.ModelLoaded(_logger, Id, Session.ExecutionProvider, options.ActualThreads, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>What the model says of itself, with the heads that are run.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>How it is run: the execution provider in use, its settings, and why those preferred to it are not.</summary>
    public SessionInfo Session { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<RetinaClass> PredictedClasses { get; }

    /// <summary>The most runs of the network at once.</summary>
    public int MaxConcurrency { get; }

    /// <summary>The most images that share a run of the network: <see cref="OnnxSegmenterOptions.MaxBatch"/>, or 1 where the graph takes no more.</summary>
    public int MaxBatch { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The field of view is not of the photograph's size.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ModelPackageException">A head computed NaN or infinity; the message names it.</exception>
    /// <exception cref="FundusImageException">Tiled, the photograph would need more memory than <see cref="TilingOptions.MaxMemoryBytes"/>.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory, of the runtime or of ONNX Runtime; the segmenter goes on when there is.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The segmenter was disposed.</exception>
    public RetinaSegmentation Segment(FundusImage image, FieldOfView fieldOfView, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(fieldOfView);
        Lane lane = _lanes.Rent(cancellationToken);
        try
        {
            long entered = Stopwatch.GetTimestamp();
            using TiledHeads? tiled = InferTiles(image, fieldOfView, lane, cancellationToken);
            long started = Stopwatch.GetTimestamp();
            CropTransform transform = Preprocess(image, fieldOfView, lane);
            long fed = Stopwatch.GetTimestamp();
            Infer(lane, tiled, cancellationToken);
            long inferred = Stopwatch.GetTimestamp();
            RetinaSegmentation result = Decode(lane, tiled, fieldOfView, transform, cancellationToken);
            if (_logger.IsEnabled(LogLevel.Debug))
            {
                OnnxSegmenterLog.Segmented(
                    _logger,
                    Stopwatch.GetElapsedTime(started, fed).TotalMilliseconds,
                    (Stopwatch.GetElapsedTime(entered, started) + Stopwatch.GetElapsedTime(fed, inferred)).TotalMilliseconds,
                    Stopwatch.GetElapsedTime(inferred).TotalMilliseconds);
            }

            return result;
        }
        finally
        {
            _lanes.Return(lane);
        }
    }

    /// <summary>
    /// How sure the model is of one class at every pixel of the photograph, before thresholds, component sizes and rules: for ROC curves,
    /// calibration and choosing thresholds of one's own. A run of the network of its own; masks come cheaper from <see cref="Segment"/>.
    /// </summary>
    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view; stays the caller's.</param>
    /// <param name="retinaClass">A class that the model predicts as a mask.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <returns>Calibrated probabilities in 0..1, of the photograph's size, 0 outside the model's crop; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The model does not predict the class as a mask, or the field of view is not of the photograph's size.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ModelPackageException">A head computed NaN or infinity; the message names it.</exception>
    /// <exception cref="FundusImageException">Tiled, the photograph would need more memory than <see cref="TilingOptions.MaxMemoryBytes"/>.</exception>
    /// <exception cref="OutOfMemoryException">There is no memory, of the runtime or of ONNX Runtime; the segmenter goes on when there is.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The segmenter was disposed.</exception>
    public ProbabilityMap PredictProbabilities(
        FundusImage image, FieldOfView fieldOfView, RetinaClass retinaClass, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(fieldOfView);
        ArgumentNullException.ThrowIfNull(retinaClass);
        (int output, int channel) = (PredictedClasses.Contains(retinaClass) ? ProbabilityDecoder.Find(Manifest, retinaClass) : null) ?? throw new ArgumentException(
            $"{Id} does not predict '{retinaClass}' as a mask. It predicts: {string.Join(", ", PredictedClasses.Select(c => c.Slug))}.", nameof(retinaClass));
        Lane lane = _lanes.Rent(cancellationToken);
        try
        {
            using TiledHeads? tiled = InferTiles(image, fieldOfView, lane, cancellationToken);
            CropTransform transform = Preprocess(image, fieldOfView, lane);
            Infer(lane, tiled, cancellationToken);
            HeadValues head = Values(lane, tiled, output);
            var map = new ProbabilityMap(image.Width, image.Height);
            ProbabilityDecoder.Decode(head.Head, channel, head.Values, transform, map);
            return map;
        }
        finally
        {
            _lanes.Return(lane);
        }
    }

    /// <summary>Waits for calls that are running, then frees the session and all buffers. Safe to call twice.</summary>
    public void Dispose()
    {
        _lanes.Dispose();
        _network.Dispose();
        _session.Dispose();
        if (Interlocked.Exchange(ref _counted, 0) == 1)
        {
            RetSamDiagnostics.ChangeSessions(Id, Session.ExecutionProvider, -1);
        }
    }

    private CropTransform Preprocess(FundusImage image, FieldOfView fieldOfView, Lane lane)
    {
        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("preprocess");
        return Preprocessor.Write(image, fieldOfView, Manifest.Preprocessing, lane.Input);
    }

    /// <summary>The heads that are run on tiles, before the lane is filled with the whole frame for the others.</summary>
    private TiledHeads? InferTiles(FundusImage image, FieldOfView fieldOfView, Lane lane, CancellationToken cancellationToken)
    {
        if (_tiles is null)
        {
            return null;
        }

        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("infer");
        return _tiles.Run(image, fieldOfView, lane, () => RunNetwork(lane, cancellationToken), cancellationToken);
    }

    private void Infer(Lane lane, TiledHeads? tiled, CancellationToken cancellationToken)
    {
        if (tiled is { AreAll: true })
        {
            return;
        }

        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("infer");
        RunNetwork(lane, cancellationToken);
    }

    private void RunNetwork(Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            FlippedRuns.Run(lane, Manifest, _flips, cancellationToken);
        }
        catch (OnnxRuntimeException cause)
        {
            OnnxSegmenterLog.RunFailed(_logger, Id, cause);
            OrtRuntime.ThrowIfOutOfMemory(cause, $"running {Id}");
            throw new ExecutionProviderException($"ONNX Runtime failed while running {Id}: {cause.Message}", cause);
        }

        for (int i = 0; i < Manifest.Outputs.Count; i++)
        {
            FiniteOutput.Require(Manifest.Outputs[i], lane.GetOutput(i), Session.ExecutionProvider);
        }
    }

    private HeadValues Values(Lane lane, TiledHeads? tiled, int output)
        => tiled?[output] is { } blended ? new HeadValues(blended.Head, blended.Values) : new HeadValues(Manifest.Outputs[output], lane.GetOutput(output));

    private RetinaSegmentation Decode(
        Lane lane, TiledHeads? tiled, FieldOfView fieldOfView, CropTransform transform, CancellationToken cancellationToken)
    {
        using RetSamDiagnostics.Stage stage = RetSamDiagnostics.StartStage("postprocess");
        using var draft = new SegmentationDraft(fieldOfView, Manifest.Rules);
        for (int i = 0; i < Manifest.Outputs.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HeadValues head = Values(lane, tiled, i);
            HeadDecoder.Decode(head.Head, head.Values, transform, draft);
            if (_keepProbabilities)
            {
                ProbabilityDecoder.DecodeAll(head.Head, head.Values, transform, draft);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        AnatomicalRules.Apply(draft);
        return draft.Build(Id, PredictedClasses);
    }

    /// <summary>A run on zeros, for graphs whose shapes only a run can tell.</summary>
    private void TryShapes()
    {
        Lane lane = _lanes.Rent(CancellationToken.None);
        try
        {
            lane.Run(CancellationToken.None);
        }
        catch (OnnxRuntimeException cause)
        {
            OrtRuntime.ThrowIfOutOfMemory(cause, $"running {Id}");
            throw ModelPackageException.At(
                "$.outputs", $"the graph leaves dimensions open, and a first run with the manifest's sizes failed: {cause.Message}", cause);
        }
        finally
        {
            _lanes.Return(lane);
        }
    }
}
