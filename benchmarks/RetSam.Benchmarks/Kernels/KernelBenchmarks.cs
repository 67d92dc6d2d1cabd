using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using RetSam.Benchmarks.Kernels.Naive;
using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Benchmarks.Kernels;

/// <summary>
/// Every kernel on the vessels of the sample photograph, one thread, beside a plain implementation pixel by pixel in the same run:
/// the ratio reads "this part of the plain one's time". The graph, which has no plain counterpart, stands alone.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
[CategoriesColumn]
[MinColumn]
public class KernelBenchmarks : IDisposable
{
    private BinaryMask _mask = null!;
    private BinaryMask _skeleton = null!;
    private BinaryMask _working = null!;
    private byte[] _pixels = [];
    private byte[] _skeletonPixels = [];
    private byte[] _workingPixels = [];
    private int[] _distances = [];
    private double[] _naiveDistances = [];
    private int[] _labels = [];

    [Params(1024, 2048)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _mask = VesselMasks.Create(Size);
        _skeleton = Thinning.Skeletonize(_mask);
        _working = _mask.Clone();
        _pixels = ToBytes(_mask);
        _skeletonPixels = ToBytes(_skeleton);
        _workingPixels = new byte[_pixels.Length];
        _distances = new int[_pixels.Length];
        _naiveDistances = new double[_pixels.Length];
        _labels = new int[_pixels.Length];
    }

    [BenchmarkCategory("thinning"), Benchmark(Baseline = true, Description = "Zhang-Suen, pixel by pixel")]
    public void NaiveThin()
    {
        _pixels.CopyTo(_workingPixels, 0);
        NaiveThinning.Thin(_workingPixels, Size, Size);
    }

    [BenchmarkCategory("thinning"), Benchmark(Description = "Thinning")]
    public void Thin()
    {
        _mask.Words.CopyTo(_working.Words);
        Thinning.Thin(_working);
    }

    [BenchmarkCategory("distance"), Benchmark(Baseline = true, Description = "Felzenszwalb, in doubles")]
    public void NaiveDistance() => NaiveDistanceTransform.SquaredToBackground(_pixels, Size, Size, _naiveDistances);

    [BenchmarkCategory("distance"), Benchmark(Description = "DistanceTransform")]
    public void Distance() => DistanceTransform.SquaredToBackground(_mask, _distances);

    [BenchmarkCategory("components"), Benchmark(Baseline = true, Description = "flood fill")]
    public int NaiveComponentsWithStatistics() => NaiveComponents.Analyse(_pixels, Size, Size, _labels).Count;

    [BenchmarkCategory("components"), Benchmark(Description = "Components")]
    public int ComponentsWithStatistics()
    {
        using Components components = Components.Analyse(_mask);
        return components.Count;
    }

    [BenchmarkCategory("box counting"), Benchmark(Baseline = true, Description = "box by box")]
    public double NaiveBoxes() => NaiveBoxCounting.Measure(_skeletonPixels, Size, _skeleton.GetBounds(), BoxCounting.Offsets);

    [BenchmarkCategory("box counting"), Benchmark(Description = "BoxCounting")]
    public object? Boxes() => BoxCounting.Measure(_skeleton, Size);

    [BenchmarkCategory("graph"), Benchmark(Description = "VesselGraph")]
    public int Graph()
    {
        using VesselGraph graph = VesselGraph.FromMask(_mask);
        return graph.Edges.Count;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _mask?.Dispose();
        _skeleton?.Dispose();
        _working?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] ToBytes(BinaryMask mask)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        mask.CopyTo(pixels, on: 1);
        return pixels;
    }
}
