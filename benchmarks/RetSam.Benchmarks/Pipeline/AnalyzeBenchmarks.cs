using BenchmarkDotNet.Attributes;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Pipeline;

/// <summary>
/// What the SDK adds to the model: the network alone in ONNX Runtime is the baseline, so that the ratio of <see cref="Analyze"/> reads
/// "one whole analysis costs this many runs of the network", and the allocated column is what a call in steady state leaves to the
/// garbage collector.
/// </summary>
[MemoryDiagnoser]
public class AnalyzeBenchmarks : IDisposable
{
    private readonly FundusImage _image = Sample.Load();
    private readonly RetinaAnalyzer _analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
    private readonly NetworkAlone _network = new(LiteModel.OpenPackage(), OnnxSegmenterOptions.Default.ActualThreads);
    private RetinaSegmentation? _segmentation;

    [GlobalSetup]
    public void Segment() => _segmentation = _analyzer.Segment(_image);

    [Benchmark(Baseline = true, Description = "network alone (ONNX Runtime)")]
    public void Network() => _network.Run();

    [Benchmark(Description = "Analyze")]
    public int Analyze()
    {
        using RetinaAnalysis analysis = _analyzer.Analyze(_image);
        return analysis.Report.Measurements.Count;
    }

    [Benchmark(Description = "field of view")]
    public int FieldOfViewAlone()
    {
        using FieldOfView fieldOfView = FieldOfView.Detect(_image);
        return fieldOfView.Area;
    }

    [Benchmark(Description = "all measures")]
    public int Measure() => _analyzer.Measure(_segmentation!).Measurements.Count;

    [GlobalCleanup]
    public void Dispose()
    {
        _segmentation?.Dispose();
        _network.Dispose();
        _analyzer.Dispose();
        _image.Dispose();
        GC.SuppressFinalize(this);
    }
}
