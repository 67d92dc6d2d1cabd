using BenchmarkDotNet.Attributes;
using RetSam.Inference;
using RetSam.Models.Lite;

namespace RetSam.Benchmarks.Pipeline;

/// <summary>
/// What asking for some classes saves: one segmentation, from the photograph to masks, by the whole model and by its graph cut to one
/// head. The minimum is the figure to read on a machine that does other work.
/// </summary>
[MinColumn]
public class HeadBenchmarks : IDisposable
{
    private readonly FundusImage _image = Sample.Load();
    private readonly OnnxSegmenter _whole = Create(null);
    private readonly OnnxSegmenter _vessels = Create([RetinaClass.Vessel, RetinaClass.Artery, RetinaClass.Vein]);
    private readonly OnnxSegmenter _disc = Create([RetinaClass.OpticDisc, RetinaClass.OpticCup]);
    private readonly OnnxSegmenter _fovea = Create([RetinaClass.Fovea]);

    [Benchmark(Baseline = true, Description = "whole model")]
    public void Whole() => Segment(_whole);

    [Benchmark(Description = "vessel, artery, vein")]
    public void Vessels() => Segment(_vessels);

    [Benchmark(Description = "disc, cup")]
    public void Disc() => Segment(_disc);

    [Benchmark(Description = "fovea")]
    public void Fovea() => Segment(_fovea);

    [GlobalCleanup]
    public void Dispose()
    {
        _whole.Dispose();
        _vessels.Dispose();
        _disc.Dispose();
        _fovea.Dispose();
        _image.Dispose();
        GC.SuppressFinalize(this);
    }

    private static OnnxSegmenter Create(RetinaClass[]? classes) => new(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 1, Classes = classes });

    private void Segment(OnnxSegmenter segmenter) => segmenter.Segment(_image, FieldOfView.Detect(_image)).Dispose();
}
