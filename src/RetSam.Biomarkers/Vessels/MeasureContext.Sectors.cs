using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <content>What measures of vessels on the whole retina and in sectors share. Mask and, for a sector, the disc are there.</content>
public sealed partial class MeasureContext
{
    private readonly SectorSite?[] _sectorSites = new SectorSite?[Sectors.Count];
    private readonly SectorVessels[]?[] _sectorVessels = new SectorVessels[]?[VesselKinds];
    private readonly FractalSummary?[] _fractals = new FractalSummary?[VesselKinds * (Sectors.Count + 1)];
    private SectorDivision? _sectors;
    private SectorMap? _discQuadrants;

    /// <summary>The quadrants around the disc; <see langword="null"/> when nothing says which side is temporal.</summary>
    private SectorMap? DiscQuadrants => _discQuadrants ??= SectorDivision.Quadrants is { } quadrants
        ? SectorMap.Of(quadrants, Segmentation.Width, Segmentation.Height)
        : null;

    private SectorDivision SectorDivision => _sectors ??= new SectorDivision(Disc!, QuadrantDivision.Around(Disc!.Centre, NerveHead!.Axes));

    /// <summary>The ground of a sector; <see langword="null"/> for a quadrant when nothing says which side is temporal.</summary>
    internal SectorSite? GetSectorSite(Sector sector)
        => _sectorSites[(int)sector] ??= SectorSite.Find(sector, SectorDivision, DiscQuadrants, NerveHead!.Axes, FieldOfView);

    /// <summary>Calibres.</summary>
    internal CalibreSummary GetCalibres(VesselScope scope) => scope.Sector is { } sector
        ? GetSectorVessels(scope.Kind, sector).Calibres
        : _calibres[(int)scope.Kind] ??= CalibreSummary.Of(GetVesselGraph(scope.Kind)!);

    /// <summary>Distance factors.</summary>
    internal DistanceFactorSummary GetDistanceFactors(VesselScope scope) => scope.Sector is { } sector
        ? GetSectorVessels(scope.Kind, sector).DistanceFactors
        : _distanceFactors[(int)scope.Kind] ??= DistanceFactorSummary.Of(GetVesselGraph(scope.Kind)!);

    /// <summary>Curvatures.</summary>
    internal CurvatureSummary GetCurvatures(VesselScope scope) => scope.Sector is { } sector
        ? GetSectorVessels(scope.Kind, sector).Curvatures
        : _curvatures[(int)scope.Kind] ??= CurvatureSummary.Of(GetVesselGraph(scope.Kind)!);

    /// <summary>Fractal dimensions and lacunarity of the skeleton.</summary>
    internal FractalSummary GetFractals(VesselScope scope)
        => _fractals[(int)scope.Kind * (Sectors.Count + 1) + (scope.Sector is { } sector ? 1 + (int)sector : 0)] ??= MeasureFractals(scope);

    /// <summary>What a kind of vessels does in a sector; all sectors are measured in one pass.</summary>
    internal SectorVessels GetSectorVessels(VesselKind kind, Sector sector)
        => (_sectorVessels[(int)kind] ??= SectorVessels.Of(GetVesselGraph(kind)!, SectorDivision))[(int)sector];

    private FractalSummary MeasureFractals(VesselScope scope)
    {
        double diameter = 2 * FieldOfView.Radius;
        BinaryMask skeleton = GetVesselSkeleton(scope.Kind)!;
        if (scope.Sector is not { } sector)
        {
            return FractalSummary.Of(skeleton, diameter);
        }

        SectorSite site = GetSectorSite(sector)!;
        using var pixels = new SetPixels(skeleton, site.Inside, site.Bounds);
        return FractalSummary.Of(pixels, diameter);
    }

    private void DisposeSectors()
    {
        _discQuadrants?.Dispose();
        _discQuadrants = null;
        for (int i = 0; i < _sectorSites.Length; i++)
        {
            _sectorSites[i]?.Dispose();
            _sectorSites[i] = null;
        }
    }
}
