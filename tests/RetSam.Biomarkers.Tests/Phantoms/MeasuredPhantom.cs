using System.Collections.Concurrent;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Phantoms;

/// <summary>A phantom and everything measured on it, drawn and measured once for all tests that ask.</summary>
internal sealed class MeasuredPhantom
{
    private static readonly ConcurrentDictionary<(ulong, int, double), MeasuredPhantom> Drawn = new();

    private readonly Dictionary<string, Measurement> _measurements;

    private MeasuredPhantom(ulong seed, int size, double degrees)
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Seed = seed, Size = size, RotationDegrees = degrees });
        using RetinaSegmentation masks = eye.DrawSegmentation();
        Truth = eye.Truth;
        _measurements = MeasureCatalogue.Default.MeasureAll(masks, laterality: Laterality.Right).ToDictionary(m => m.Id);
    }

    public EyeTruth Truth { get; }

    public double this[string id] => _measurements[id].Value ?? throw new InvalidOperationException($"{id}: {_measurements[id].Status} {_measurements[id].Reason}");

    public static MeasuredPhantom Get(ulong seed, int size, double degrees) => Drawn.GetOrAdd((seed, size, degrees), k => new MeasuredPhantom(k.Item1, k.Item2, k.Item3));
}
