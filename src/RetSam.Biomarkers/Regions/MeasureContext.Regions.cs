namespace RetSam.Biomarkers;

/// <content>What lesion and phenotype measures share.</content>
public sealed partial class MeasureContext
{
    private readonly Region?[] _regions = new Region?[RetinaClass.All.Count];
    private RegionUnion? _lesions;
    private RegionUnion? _atrophies;
    private EyeAxes? _foveaAxes;
    private SectorMap? _foveaQuadrants;
    private MaculaGrid? _maculaGrid;
    private SizeLimits? _sizeLimits;

    /// <summary>What limits and grids in micrometres are measured by; <see langword="null"/> when neither scale nor disc is known.</summary>
    internal RetinalRuler? Ruler => RetinalRuler.Find(Scale, Disc);

    /// <summary>The eye's directions at the fovea: those of the disc-fovea axis, or of the picture where there is no disc.</summary>
    internal EyeAxes FoveaAxes => _foveaAxes ??= NerveHead?.Axes ?? EyeAxes.Find(default, null, Laterality);

    /// <summary>The size limits; <see langword="null"/> without a <see cref="Ruler"/>.</summary>
    internal SizeLimits? SizeLimits => _sizeLimits ??= Ruler is { } ruler ? new SizeLimits(ruler) : null;

    /// <summary>The union of all lesions that were looked for; <see langword="null"/> when none was.</summary>
    internal RegionUnion? Lesions => _lesions ??= RegionUnion.Find(Segmentation, LesionClasses.OfTheRetina);

    /// <summary>The union of the myopic atrophies that were looked for; <see langword="null"/> when none was.</summary>
    internal RegionUnion? Atrophies => _atrophies ??= RegionUnion.Find(Segmentation, MyopiaMeasures.Classes);

    /// <summary>The objects of a class whose mask is there.</summary>
    internal Region GetRegion(RetinaClass retinaClass)
        => _regions[retinaClass.Ordinal] ??= new Region(Segmentation.GetMask(retinaClass)!, FieldOfView);

    /// <summary>The quadrants around the fovea, which is known; <see langword="null"/> when nothing says which side is temporal.</summary>
    internal SectorMap? GetFoveaQuadrants()
        => _foveaQuadrants ??= QuadrantDivision.Around(Segmentation.Fovea!.Value, FoveaAxes) is { } division
            ? SectorMap.Of(division, Segmentation.Width, Segmentation.Height)
            : null;

    /// <summary>The ETDRS grid around the fovea, which is known; <see langword="null"/>, and why, when it has no size.</summary>
    internal MaculaGrid? GetMaculaGrid(out MeasureOutcome missing)
    {
        missing = default;
        if (_maculaGrid is not null)
        {
            return _maculaGrid;
        }

        if (Ruler is not { } ruler)
        {
            missing = MeasureOutcome.Missing(MeasurementStatus.NoScale, "Neither micrometres per pixel nor the optic disc is known, so the grid has no size: give a PixelScale.");
            return null;
        }

        _maculaGrid = MaculaGrid.Lay(Segmentation.Fovea!.Value, FoveaAxes, ruler, FieldOfView);
        if (_maculaGrid is null)
        {
            missing = MeasureOutcome.Missing(MeasurementStatus.TooSmall, "The grid's central circle, 1 mm across, is only a few pixels wide.", ruler.Flags);
        }

        return _maculaGrid;
    }

    partial void DisposeRegions()
    {
        foreach (Region? region in _regions)
        {
            region?.Dispose();
        }

        _lesions?.Dispose();
        _atrophies?.Dispose();
        _foveaQuadrants?.Dispose();
        _maculaGrid?.Dispose();
    }
}
