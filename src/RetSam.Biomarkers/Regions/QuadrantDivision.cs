namespace RetSam.Biomarkers;

/// <summary>
/// Four quadrants around a point. A pixel on a dividing line belongs to the superior and to the temporal side, so that the quadrants
/// cover every pixel exactly once.
/// </summary>
/// <param name="Centre">Where the quadrants meet, in px.</param>
/// <param name="Superior">A unit vector upwards.</param>
/// <param name="Temporal">A unit vector towards the temple, across it.</param>
internal readonly record struct QuadrantDivision(PointD Centre, PointD Superior, PointD Temporal) : IRowDivision
{
    /// <summary>The quadrants in the order of reports.</summary>
    public static IReadOnlyList<Quadrant> All { get; } =
        [Quadrant.SuperiorTemporal, Quadrant.SuperiorNasal, Quadrant.InferiorTemporal, Quadrant.InferiorNasal];

    static int IRowDivision.MostCuts => 2;

    /// <summary>The superior side.</summary>
    public HalfPlane Above => new(Centre, Superior);

    /// <summary>The temporal side.</summary>
    public HalfPlane TowardsTemple => new(Centre, Temporal);

    /// <summary>The quadrants along the eye's axes; <see langword="null"/> when nothing says which side is temporal.</summary>
    public static QuadrantDivision? Around(PointD centre, EyeAxes axes)
        => axes.Temporal is { } temporal ? new QuadrantDivision(centre, axes.Superior, temporal) : null;

    /// <summary>How a quadrant is written in the id of a measure, such as <c>superior_temporal</c>.</summary>
    public static string Key(Quadrant quadrant) => quadrant switch
    {
        Quadrant.SuperiorTemporal => "superior_temporal",
        Quadrant.SuperiorNasal => "superior_nasal",
        Quadrant.InferiorTemporal => "inferior_temporal",
        _ => "inferior_nasal",
    };

    /// <summary>The quadrant of a point.</summary>
    public Quadrant Of(PointD point)
    {
        (double superior, double temporal) = Project(point);
        return Of(superior, temporal);
    }

    /// <summary>The quadrant of a point that lies so far to the superior and to the temporal side of the centre.</summary>
    public static Quadrant Of(double superior, double temporal) => superior >= 0
        ? temporal >= 0 ? Quadrant.SuperiorTemporal : Quadrant.SuperiorNasal
        : temporal >= 0 ? Quadrant.InferiorTemporal : Quadrant.InferiorNasal;

    /// <summary>How far a point lies to the superior and to the temporal side of the centre, in px.</summary>
    public (double Superior, double Temporal) Project(PointD point) => (Above.Across(point), TowardsTemple.Across(point));

    int IRowDivision.SectorAt(int x, int y) => (int)Of(new PointD(x, y));

    int IRowDivision.FindCuts(int y, int width, Span<int> cuts)
    {
        cuts[0] = Above.FindChange(y, width);
        cuts[1] = TowardsTemple.FindChange(y, width);
        return 2;
    }
}
