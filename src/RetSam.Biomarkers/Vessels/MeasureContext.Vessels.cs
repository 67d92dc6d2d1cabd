using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <content>What vessel measures share.</content>
public sealed partial class MeasureContext
{
    private const int VesselKinds = 3;

    private readonly BinaryMask?[] _skeletons = new BinaryMask?[VesselKinds];
    private readonly VesselGraph?[] _graphs = new VesselGraph?[VesselKinds];
    private readonly CalibreSummary?[] _calibres = new CalibreSummary?[VesselKinds];
    private readonly DistanceFactorSummary?[] _distanceFactors = new DistanceFactorSummary?[VesselKinds];
    private readonly CurvatureSummary?[] _curvatures = new CurvatureSummary?[VesselKinds];
    private readonly ZoneVessels?[] _zoneB = new ZoneVessels?[VesselKinds];
    private readonly FractalDimensions?[] _fractals = new FractalDimensions?[VesselKinds];
    private readonly bool[] _fractalsTaken = new bool[VesselKinds];
    private double? _zoneBCoverage;
    private BinaryMask? _union;

    /// <summary>The mask of a kind of vessels; <see langword="null"/> when there is none. Owned by the context or the segmentation.</summary>
    public BinaryMask? GetVesselMask(VesselKind kind) => kind switch
    {
        VesselKind.Artery => Segmentation.GetMask(RetinaClass.Artery),
        VesselKind.Vein => Segmentation.GetMask(RetinaClass.Vein),
        _ => Segmentation.GetMask(RetinaClass.Vessel) ?? (_union ??= Unite()),
    };

    /// <summary>The skeleton of a kind of vessels; <see langword="null"/> when there is no mask. Owned by the context.</summary>
    public BinaryMask? GetVesselSkeleton(VesselKind kind)
        => _skeletons[(int)kind] ??= GetVesselMask(kind) is { } mask ? Thinning.Skeletonize(mask) : null;

    /// <summary>The graph of a kind of vessels; <see langword="null"/> when there is no mask. Owned by the context.</summary>
    public VesselGraph? GetVesselGraph(VesselKind kind)
        => _graphs[(int)kind] ??= GetVesselMask(kind) is { } mask ? VesselGraph.FromSkeleton(mask, GetVesselSkeleton(kind)!) : null;

    /// <summary>Calibres over the whole graph; the mask is there.</summary>
    internal CalibreSummary GetCalibres(VesselKind kind) => _calibres[(int)kind] ??= CalibreSummary.Of(GetVesselGraph(kind)!);

    /// <summary>Distance factors over the whole graph; the mask is there.</summary>
    internal DistanceFactorSummary GetDistanceFactors(VesselKind kind) => _distanceFactors[(int)kind] ??= DistanceFactorSummary.Of(GetVesselGraph(kind)!);

    /// <summary>Curvatures over the whole graph; the mask is there.</summary>
    internal CurvatureSummary GetCurvatures(VesselKind kind) => _curvatures[(int)kind] ??= CurvatureSummary.Of(GetVesselGraph(kind)!);

    /// <summary>The vessels that cross zone B; mask and disc are there.</summary>
    internal ZoneVessels GetZoneB(VesselKind kind) => _zoneB[(int)kind] ??= ZoneVessels.Find(GetVesselGraph(kind)!, AnnularZone.B(Disc!));

    /// <summary>The part of zone B that lies inside the field of view, 0..1; the disc is there.</summary>
    internal double GetZoneBCoverage() => _zoneBCoverage ??= AnnularZone.B(Disc!).CoverageBy(FieldOfView.Mask);

    /// <summary>The fractal dimensions of the skeleton; <see langword="null"/> when it is too small. The mask is there.</summary>
    internal FractalDimensions? GetFractalDimensions(VesselKind kind)
    {
        if (!_fractalsTaken[(int)kind])
        {
            _fractals[(int)kind] = BoxCounting.Measure(GetVesselSkeleton(kind)!, 2 * FieldOfView.Radius);
            _fractalsTaken[(int)kind] = true;
        }

        return _fractals[(int)kind];
    }

    /// <summary>Gives shared buffers back to the pool. Safe to call twice.</summary>
    public void Dispose()
    {
        _referenceFrame?.Dispose();
        _referenceFrame = null;
        _union?.Dispose();
        _union = null;
        for (int i = 0; i < VesselKinds; i++)
        {
            _skeletons[i]?.Dispose();
            _skeletons[i] = null;
            _graphs[i]?.Dispose();
            _graphs[i] = null;
        }
    }

    private BinaryMask? Unite()
    {
        BinaryMask? artery = Segmentation.GetMask(RetinaClass.Artery);
        BinaryMask? vein = Segmentation.GetMask(RetinaClass.Vein);
        BinaryMask? union = (artery ?? vein)?.Clone();
        if (artery is not null && vein is not null)
        {
            union!.UnionWith(vein);
        }

        return union;
    }
}
