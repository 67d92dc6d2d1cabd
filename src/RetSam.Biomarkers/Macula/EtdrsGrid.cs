namespace RetSam.Biomarkers;

/// <summary>
/// The ETDRS grid around the fovea: circles of 1, 3 and 6 mm diameter, the two rings divided by the diagonals of the eye's axes. A pixel
/// on a circle belongs inside; one on a diagonal belongs to exactly one sector.
/// </summary>
internal readonly record struct EtdrsGrid : IRowDivision
{
    /// <summary>Radii of the three circles in um.</summary>
    public const double CentreRadius = 500;
    public const double InnerRadius = 1500;
    public const double OuterRadius = 3000;

    private readonly Circle _centre;
    private readonly Circle _inner;
    private readonly Circle _outer;

    // A point of the superior sector is farther up than it is to the temple, and farther up than to the nose.
    private readonly HalfPlane _moreUpThanTemporal;
    private readonly HalfPlane _moreUpThanNasal;

    public EtdrsGrid(PointD fovea, PointD superior, PointD temporal, RetinalRuler ruler)
    {
        _centre = new Circle(fovea, ruler.ToPixels(CentreRadius));
        _inner = new Circle(fovea, ruler.ToPixels(InnerRadius));
        _outer = new Circle(fovea, ruler.ToPixels(OuterRadius));
        _moreUpThanTemporal = new HalfPlane(fovea, superior - temporal);
        _moreUpThanNasal = new HalfPlane(fovea, superior + temporal);
    }

    /// <summary>The sectors in the order of reports.</summary>
    public static IReadOnlyList<EtdrsSector> All { get; } = Enum.GetValues<EtdrsSector>();

    static int IRowDivision.MostCuts => 8;

    /// <summary>How a sector is written in the id of a measure, such as <c>inner_nasal</c>.</summary>
    public static string Key(EtdrsSector sector) => sector switch
    {
        EtdrsSector.Centre => "centre",
        EtdrsSector.InnerSuperior => "inner_superior",
        EtdrsSector.InnerNasal => "inner_nasal",
        EtdrsSector.InnerInferior => "inner_inferior",
        EtdrsSector.InnerTemporal => "inner_temporal",
        EtdrsSector.OuterSuperior => "outer_superior",
        EtdrsSector.OuterNasal => "outer_nasal",
        EtdrsSector.OuterInferior => "outer_inferior",
        _ => "outer_temporal",
    };

    /// <summary>Whether a sector lies on the nasal or the temporal side.</summary>
    public static bool HasSide(EtdrsSector sector)
        => sector is EtdrsSector.InnerNasal or EtdrsSector.InnerTemporal or EtdrsSector.OuterNasal or EtdrsSector.OuterTemporal;

    /// <summary>The area of a sector on paper, in um2.</summary>
    public static double AreaOf(EtdrsSector sector) => sector switch
    {
        EtdrsSector.Centre => Math.PI * CentreRadius * CentreRadius,
        < EtdrsSector.OuterSuperior => Math.PI / 4 * (InnerRadius * InnerRadius - CentreRadius * CentreRadius),
        _ => Math.PI / 4 * (OuterRadius * OuterRadius - InnerRadius * InnerRadius),
    };

    public int SectorAt(int x, int y)
    {
        var point = new PointD(x, y);
        if (!_outer.Contains(point))
        {
            return -1;
        }

        if (_centre.Contains(point))
        {
            return (int)EtdrsSector.Centre;
        }

        bool moreUpThanNasal = _moreUpThanNasal.Contains(point);
        int side = _moreUpThanTemporal.Contains(point)
            ? moreUpThanNasal ? 0 : 1
            : moreUpThanNasal ? 3 : 2;
        return (int)(_inner.Contains(point) ? EtdrsSector.InnerSuperior : EtdrsSector.OuterSuperior) + side;
    }

    public int FindCuts(int y, int width, Span<int> cuts)
    {
        (cuts[0], cuts[1]) = _outer.FindColumns(y, width);
        if (cuts[0] == cuts[1])
        {
            return 2;
        }

        (cuts[2], cuts[3]) = _inner.FindColumns(y, width);
        (cuts[4], cuts[5]) = _centre.FindColumns(y, width);
        cuts[6] = _moreUpThanTemporal.FindChange(y, width);
        cuts[7] = _moreUpThanNasal.FindChange(y, width);
        return 8;
    }
}
