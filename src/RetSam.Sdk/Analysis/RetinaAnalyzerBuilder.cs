using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RetSam.Biomarkers;
using RetSam.Inference;

namespace RetSam;

/// <summary>
/// Says what a <see cref="RetinaAnalyzer"/> is made of. Where a method is called twice the last call holds, except for
/// <see cref="AddMeasure"/> and stages, which add. Not thread-safe.
/// </summary>
public sealed class RetinaAnalyzerBuilder
{
    private readonly List<Measure> _added = [];
    private readonly List<(RetinaStage Stage, bool Owned)> _stages = [];
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

    internal IReadOnlyList<ExecutionProvider>? ExecutionProviders { get; private set; }

    internal bool Intervals { get; private set; }

    internal FindingRules Findings { get; private set; } = FindingRules.Default;

    internal StageChain Stages => new([.. _stages]);

    internal FundusImageDecodeOptions? Decoding { get; private set; }

    /// <summary>What a container's options say of how a model is run, beside threads and providers.</summary>
    internal Func<OnnxSegmenterOptions, OnnxSegmenterOptions>? ModelSettings { get; set; }

    internal bool HasSegmenter => _segmenter is not null || _withoutModel;

    /// <summary>Segments with a model package, such as <c>LiteModel.OpenPackage()</c> of RetSam.Models.Lite.</summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How it is run, such as the execution provider; <see langword="null"/> means on the CPU. <see cref="WithThreads"/> goes before its threads, <see cref="UseExecutionProviders"/> before its providers.</param>
    /// <remarks>The model is loaded, and its faults are told, when the analyzer is created.</remarks>
    public RetinaAnalyzerBuilder UseModel(ModelPackage package, OnnxSegmenterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Use(builder => builder.LoadModel(package, options));
    }

    /// <summary>Segments with a model package on disk: a folder or a zip file with <c>model.json</c> and the ONNX file it names.</summary>
    /// <param name="path">The folder or zip file.</param>
    /// <param name="options">How it is run, such as the execution provider; <see langword="null"/> means on the CPU. <see cref="WithThreads"/> goes before its threads, <see cref="UseExecutionProviders"/> before its providers.</param>
    /// <remarks>The package is opened, and its faults are told, when the analyzer is created.</remarks>
    public RetinaAnalyzerBuilder UseModel(string path, OnnxSegmenterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Use(builder => builder.LoadModel(ModelPackage.Open(path), options));
    }

    /// <summary>Segments with anything that implements <see cref="IRetinaSegmenter"/>: another runtime, a classical method, a stand-in for tests.</summary>
    /// <param name="segmenter">The segmenter; thread-safe.</param>
    /// <param name="leaveOpen">Whether the segmenter stays the caller's to dispose. By default the analyzer disposes it.</param>
    public RetinaAnalyzerBuilder UseSegmenter(IRetinaSegmenter segmenter, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(segmenter);
        return Use(_ => new SegmenterSource(segmenter, Owned: !leaveOpen, Model: null));
    }

    /// <summary>Makes an analyzer that only measures masks (<see cref="RetinaAnalyzer.Measure(RetinaSegmentation, AnalysisOptions?, CancellationToken)"/>) and loads no model.</summary>
    public RetinaAnalyzerBuilder WithoutModel()
    {
        _segmenter = null;
        _withoutModel = true;
        return this;
    }

    /// <summary>Puts a stage of the application's own around the segmenter and the measures, inside those added before.</summary>
    /// <param name="stage">The stage; it serves several photographs at once.</param>
    /// <param name="leaveOpen">Whether the stage stays the caller's to dispose. By default the analyzer disposes it.</param>
    public RetinaAnalyzerBuilder UseStage(RetinaStage stage, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _stages.Add((stage, !leaveOpen));
        return this;
    }

    /// <summary>
    /// Puts a function around the segmenter: a head of one's own that adds masks of more classes, post-processing, or a gate. See
    /// <see cref="RetinaStage.Segment"/> for who owns what.
    /// </summary>
    /// <param name="name">What reports call it: short and fixed, nothing of a patient.</param>
    /// <param name="segment">Is given a photograph and what comes after; called by several threads at once.</param>
    /// <param name="addedClasses">The classes that it looks for beside those of the segmenter.</param>
    public RetinaAnalyzerBuilder UseSegmentation(
        string name,
        Func<SegmentationRequest, Func<SegmentationRequest, RetinaSegmentation>, RetinaSegmentation> segment,
        params IReadOnlyCollection<RetinaClass> addedClasses)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(addedClasses);
        return UseStage(new SegmentationStage(name, segment, addedClasses));
    }

    /// <summary>Puts a function around the measures: to change what is known of a photograph before its report is made, or the report after. See <see cref="RetinaStage.Measure"/>.</summary>
    /// <param name="name">What reports call it: short and fixed, nothing of a patient.</param>
    /// <param name="measure">Is given masks and what comes after; called by several threads at once.</param>
    public RetinaAnalyzerBuilder UseMeasuring(string name, Func<MeasuringRequest, Func<MeasuringRequest, RetinaReport>, RetinaReport> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return UseStage(new MeasuringStage(name, measure));
    }

    /// <summary>Keeps photographs of bad quality from the model: grades each (the measure <c>quality.grade</c>) before it is segmented.</summary>
    /// <param name="options">What passes, and what becomes of the rest; <see langword="null"/> means <see cref="QualityGateOptions.Default"/>.</param>
    /// <remarks>The grade is a logistic model's over the photograph's readings, fitted on photographs of adults; see docs/biomarkers.md. Costs about what measuring the quality does.</remarks>
    public RetinaAnalyzerBuilder UseQualityGate(QualityGateOptions? options = null) => UseStage(new QualityGate(options ?? QualityGateOptions.Default));

    /// <summary>
    /// Takes source id and capture time, and any metadata that measures do not need, out of photographs before their reports are made, or puts
    /// pseudonyms in their place. Eye, scale and field-of-view angle stay.
    /// </summary>
    /// <param name="options">What is left; <see langword="null"/> means <see cref="DeidentificationOptions.Default"/>.</param>
    /// <remarks>
    /// Holds for reports, for what is exported from them, and for the photograph of an analysis that the analyzer decoded. Text that is burnt
    /// into the pixels, the caller's own <see cref="FundusImage"/>, and <see cref="BatchInput.Name"/>, which is the caller's, stay as they are.
    /// A stage outside this one is asked with the identity and gets a report without it; a stage inside never sees it. Add it first to keep
    /// it from all others.
    /// </remarks>
    public RetinaAnalyzerBuilder UseDeidentification(DeidentificationOptions? options = null)
        => UseStage(new Deidentification(options ?? DeidentificationOptions.Default));

    /// <summary>Limits and wishes for decoding, of calls that say nothing of their own (<see cref="AnalysisOptions.Decoding"/>).</summary>
    public RetinaAnalyzerBuilder WithDecoding(FundusImageDecodeOptions decoding)
    {
        ArgumentNullException.ThrowIfNull(decoding);
        Decoding = decoding;
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

    /// <summary>Applies these rules instead of <see cref="FindingRules.Default"/>; <see cref="FindingRules.None"/> for none.</summary>
    public RetinaAnalyzerBuilder UseFindings(FindingRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Findings = rules;
        return this;
    }

    /// <summary>
    /// Gives measurements the interval of their values at probability thresholds around the classes' own (see
    /// <see cref="MeasureCatalogue.AddIntervals"/>). Off by default: measuring takes three times as long, and a model keeps four bytes a
    /// pixel for each class it predicts for as long as the masks live. A segmenter of one's own must hand over probability maps.
    /// </summary>
    public RetinaAnalyzerBuilder WithIntervals()
    {
        Intervals = true;
        return this;
    }

    /// <summary>Takes one more measure, such as an application's own, after those of the catalogue.</summary>
    public RetinaAnalyzerBuilder AddMeasure(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        _added.Add(measure);
        return this;
    }

    /// <summary>The number of threads that one photograph's inference is spread over, at least 1. By default one a processor, at most 8.</summary>
    public RetinaAnalyzerBuilder WithThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        return this;
    }

    /// <summary>
    /// Where the model computes, in order of preference: <c>b.UseExecutionProviders(new TensorRtExecutionProvider { UseFp16 = true }, new
    /// CudaExecutionProvider(), new CpuExecutionProvider())</c>. The first that can be used is; <see cref="RetinaAnalyzer.Session"/>, the log
    /// and the report say which, and why those before it were not. When none can be, creating the analyzer fails: end with the processor to
    /// always have one. By default the processor. Goes before the options of <see cref="UseModel(ModelPackage, OnnxSegmenterOptions?)"/>.
    /// </summary>
    /// <param name="providers">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is <see langword="null"/>.</exception>
    public RetinaAnalyzerBuilder UseExecutionProviders(params IReadOnlyList<ExecutionProvider> providers)
    {
        ExecutionProviders = new OnnxSegmenterOptions { ExecutionProviders = providers }.ExecutionProviders;
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

    private SegmenterSource LoadModel(ModelPackage package, OnnxSegmenterOptions? options)
    {
        OnnxSegmenterOptions effective = options ?? OnnxSegmenterOptions.Default;
        if (Threads is { } threads)
        {
            effective = effective with { Threads = threads };
        }

        if (ExecutionProviders is { } providers)
        {
            effective = effective with { ExecutionProviders = providers };
        }

        if (ModelSettings is { } settings)
        {
            effective = settings(effective);
        }

        if (Intervals)
        {
            effective = effective with { KeepProbabilities = true };
        }

        var segmenter = new OnnxSegmenter(package, effective, LoggerFactory.CreateLogger<OnnxSegmenter>());
        ModelManifest manifest = package.Manifest;
        var model = new ReportModel(manifest.Id, manifest.Version, package.WeightsSha256)
        {
            ExecutionProvider = segmenter.Session.ExecutionProvider,
            Fallbacks = [.. segmenter.Session.Fallbacks.Select(f => new ReportFallback(f.Provider, f.Fault))],
        };
        return new SegmenterSource(segmenter, Owned: true, model);
    }

    private RetinaAnalyzerBuilder Use(Func<RetinaAnalyzerBuilder, SegmenterSource> segmenter)
    {
        _segmenter = segmenter;
        _withoutModel = false;
        return this;
    }
}
