namespace RetSam.Biomarkers;

/// <summary>The ETDRS grid laid on one photograph, with the part of each sector that can be seen. Pooled: dispose to give it back.</summary>
internal sealed class MaculaGrid : IDisposable
{
    /// <summary>A central circle of a smaller radius, in px, has no rings worth counting in.</summary>
    private const double LeastCentreRadius = 5;

    private readonly long[] _inView = new long[EtdrsGrid.All.Count];
    private readonly IReadOnlyList<MeasurementDetail>[] _details = new IReadOnlyList<MeasurementDetail>[EtdrsGrid.All.Count];
    private readonly double[] _coverages = new double[EtdrsGrid.All.Count];
    private readonly RetinalRuler _ruler;

    private MaculaGrid(PointD fovea, EyeAxes axes, RetinalRuler ruler, FieldOfView fieldOfView)
    {
        _ruler = ruler;
        Flags = axes.FlagsOfSides | ruler.Flags;
        KnowsSides = axes.Temporal is not null;
        Map = SectorMap.Of(new EtdrsGrid(fovea, axes.Superior, axes.Horizontal, ruler), fieldOfView.Mask.Width, fieldOfView.Mask.Height);
        Map.Count(fieldOfView.Mask, _inView);
        foreach (EtdrsSector sector in EtdrsGrid.All)
        {
            double coverage = CoverageOf(_inView[(int)sector], EtdrsGrid.AreaOf(sector));
            _coverages[(int)sector] = coverage;
            _details[(int)sector] = [ZoneCoverage.DetailOf(coverage)];
            AreaInView += _inView[(int)sector];
        }

        Coverage = CoverageOf(AreaInView, Math.PI * EtdrsGrid.OuterRadius * EtdrsGrid.OuterRadius);
    }

    /// <summary>Lays the grid.</summary>
    /// <param name="fovea">Its centre.</param>
    /// <param name="axes">Its directions; where the temporal side is not known the sides are there but must not be named.</param>
    /// <param name="ruler">Its size.</param>
    /// <param name="fieldOfView">What can be seen of it.</param>
    /// <returns><see langword="null"/> when the grid would be only a few pixels wide.</returns>
    public static MaculaGrid? Lay(PointD fovea, EyeAxes axes, RetinalRuler ruler, FieldOfView fieldOfView)
        => ruler.ToPixels(EtdrsGrid.CentreRadius) < LeastCentreRadius ? null : new MaculaGrid(fovea, axes, ruler, fieldOfView);

    /// <summary>The sectors on the frame.</summary>
    public SectorMap Map { get; }

    /// <summary>What to know of every sector.</summary>
    public MeasurementFlags Flags { get; }

    /// <summary>Whether nasal and temporal can be told apart.</summary>
    public bool KnowsSides { get; }

    /// <summary>Pixels of the 6 mm circle inside the field of view.</summary>
    public long AreaInView { get; }

    /// <summary>The part of the 6 mm circle inside the field of view, 0..1.</summary>
    public double Coverage { get; }

    /// <summary>The part of a sector inside the field of view, 0..1.</summary>
    public double CoverageOf(EtdrsSector sector) => _coverages[(int)sector];

    /// <summary>The coverage of a sector as a detail, made once.</summary>
    public IReadOnlyList<MeasurementDetail> DetailsOf(EtdrsSector sector) => _details[(int)sector];

    /// <summary>Gives the map back. Safe to call twice.</summary>
    public void Dispose() => Map.Dispose();

    /// <summary>Against the area on paper, which is the count of pixels but for a few on the outline.</summary>
    private double CoverageOf(long pixels, double squareMicrometres)
        => Math.Min(1, pixels * _ruler.MicrometresPerPixel * _ruler.MicrometresPerPixel / squareMicrometres);
}
