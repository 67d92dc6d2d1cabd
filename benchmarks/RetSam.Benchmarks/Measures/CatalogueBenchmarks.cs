using BenchmarkDotNet.Attributes;
using RetSam.Benchmarks.Kernels;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Graph;

namespace RetSam.Benchmarks.Measures;

/// <summary>
/// Every measure of the catalogue on one eye: the sample photograph's arteries, veins, vessels, disc, cup and fovea, and the lesions of
/// four classes of a phantom. The baseline is the three vessel graphs alone, which most of the vessel measures stand on.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class CatalogueBenchmarks : IDisposable
{
    private RetinaSegmentation _eye = null!;
    private BinaryMask[] _vessels = [];

    [Params(1024, 2048)]
    public int Size { get; set; }

    /// <summary>
    /// Calls until the code is compiled at its best: BenchmarkDotNet reckons from the first call how many make an iteration, and the compiler's time in it
    /// would let it take but one, each after a collection of garbage that empties the pools.
    /// </summary>
    private const int CallsUntilCompiled = 200;

    [GlobalSetup]
    public void Setup()
    {
        _eye = SampleEye.Create(Size);
        _vessels = [.. new[] { RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel }.Select(c => _eye.GetMask(c)!)];
        for (int i = 0; i < CallsUntilCompiled; i++)
        {
            Graphs();
            Measure();
        }
    }

    [Benchmark(Baseline = true, Description = "three vessel graphs")]
    public void Graphs()
    {
        foreach (BinaryMask vessels in _vessels)
        {
            using VesselGraph graph = VesselGraph.FromMask(vessels);
        }
    }

    [Benchmark(Description = "every measure")]
    public int Measure() => MeasureCatalogue.Default.MeasureAll(_eye, PixelScale.Given(12)).Count;

    [GlobalCleanup]
    public void Dispose()
    {
        _eye?.Dispose();
        GC.SuppressFinalize(this);
    }
}
