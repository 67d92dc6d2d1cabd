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
    private BinaryMask? _union;

    /// <summary>The mask of a kind of vessels; <see langword="null"/> when there is none. Owned by the context or the segmentation.</summary>
    public BinaryMask? GetVesselMask(VesselKind kind)
        => Segmentation.GetMask(ClassOf(kind)) ?? (kind == VesselKind.Vessel ? _union ??= Unite() : null);

    /// <summary>The skeleton of a kind of vessels; <see langword="null"/> when there is no mask. Owned by the context.</summary>
    public BinaryMask? GetVesselSkeleton(VesselKind kind)
        => _skeletons[(int)kind] ??= GetVesselMask(kind) is { } mask ? VesselGraph.Skeletonize(mask) : null;

    /// <summary>
    /// The graph of a kind of vessels; <see langword="null"/> when there is no mask. That of all vessels knows arteries from veins where
    /// both are there; calibres are read from the class's probabilities where those were kept. Owned by the context: neither it nor its nodes
    /// and branches may be looked at once that is disposed.
    /// </summary>
    public VesselGraph? GetVesselGraph(VesselKind kind)
        => _graphs[(int)kind] ??= GetVesselMask(kind) is { } mask ? VesselGraph.FromSkeleton(mask, GetVesselSkeleton(kind)!, OptionsFor(kind)) : null;

    /// <summary>What to know of the calibres of a kind.</summary>
    internal MeasurementFlags GetCalibreFlags(VesselKind kind)
        => GetVesselProbability(kind) is null ? MeasurementFlags.None : MeasurementFlags.CalibreFromProbability;

    /// <summary>The vessels that cross zone B; mask and disc are there.</summary>
    internal ZoneVessels GetZoneB(VesselKind kind) => _zoneB[(int)kind] ??= ZoneVessels.Find(GetVesselGraph(kind)!, AnnularZone.B(Disc!));

    /// <summary>The part of zone B that lies inside the field of view, 0..1; the disc is there.</summary>
    internal double GetZoneBCoverage() => GetSectorSite(Sector.ZoneB)!.Coverage!.Value;

    /// <summary>Gives shared buffers, and the graphs' nodes and branches, back to their pools. Safe to call twice.</summary>
    public void Dispose()
    {
        DisposeRegions();
        _nerveHead?.Dispose();
        _referenceFrame?.Dispose();
        _referenceFrame = null;
        _union?.Dispose();
        _union = null;
        DisposeSectors();
        for (int i = 0; i < VesselKinds; i++)
        {
            _skeletons[i]?.Dispose();
            _skeletons[i] = null;
            _trees[i]?.Recycle();
            _trees[i] = null;
            _graphs[i]?.Recycle();
            _graphs[i] = null;
        }
    }

    partial void DisposeRegions();

    /// <summary>In the graph of all vessels arteries and veins tell crossings, where both are there; in any, probabilities tell walls.</summary>
    private VesselGraphOptions OptionsFor(VesselKind kind)
    {
        BinaryMask? artery = Segmentation.GetMask(RetinaClass.Artery);
        BinaryMask? vein = Segmentation.GetMask(RetinaClass.Vein);
        bool kindsAreKnown = kind == VesselKind.Vessel && artery is not null && vein is not null;
        return new VesselGraphOptions
        {
            Artery = kindsAreKnown ? artery : null,
            Vein = kindsAreKnown ? vein : null,
            Probability = GetVesselProbability(kind),
            Threshold = Segmentation.GetProbabilityThreshold(ClassOf(kind)) ?? VesselGraphOptions.None.Threshold,
        };
    }

    /// <summary>The probabilities that the mask of a kind was cut from; the union of arteries and veins was cut from none.</summary>
    private ProbabilityMap? GetVesselProbability(VesselKind kind)
        => Segmentation.GetMask(ClassOf(kind)) is null ? null : Segmentation.GetProbability(ClassOf(kind));

    private static RetinaClass ClassOf(VesselKind kind) => kind switch
    {
        VesselKind.Artery => RetinaClass.Artery,
        VesselKind.Vein => RetinaClass.Vein,
        _ => RetinaClass.Vessel,
    };

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
