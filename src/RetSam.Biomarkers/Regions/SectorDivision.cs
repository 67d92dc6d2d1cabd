namespace RetSam.Biomarkers;

/// <summary>The sectors around a disc: where a point lies, and where a line between two points crosses a sector's border.</summary>
/// <param name="Disc">The disc.</param>
/// <param name="Quadrants">The quadrants; <see langword="null"/> when nothing says which side is temporal.</param>
internal sealed record SectorDivision(DiscGeometry Disc, QuadrantDivision? Quadrants)
{
    private readonly HalfPlane _above = Quadrants?.Above ?? default;
    private readonly HalfPlane _towardsTemple = Quadrants?.TowardsTemple ?? default;
    private readonly AnnularZone _zoneB = AnnularZone.B(Disc);
    private readonly AnnularZone _zoneC = AnnularZone.C(Disc);

    /// <summary>The ring of a zone.</summary>
    public AnnularZone ZoneOf(Sector sector) => sector == Sector.ZoneB ? _zoneB : _zoneC;

    /// <summary>Where a point lies.</summary>
    public SectorPlace Locate(PointD point)
    {
        PointD away = point - Disc.Centre;
        double distance = Math.Sqrt(away.X * away.X + away.Y * away.Y);
        double superior = 0;
        double temporal = 0;
        int sectors = (_zoneB.Contains(distance) ? 1 << (int)Sector.ZoneB : 0) | (_zoneC.Contains(distance) ? 1 << (int)Sector.ZoneC : 0);
        if (Quadrants.HasValue)
        {
            (superior, temporal) = (_above.Across(point), _towardsTemple.Across(point));
            sectors |= 1 << (int)Sectors.Of(QuadrantDivision.Of(superior, temporal));
        }

        return new SectorPlace(sectors, distance, superior, temporal);
    }

    /// <summary>The part of the way, 0..1, from a point inside a sector to one outside, or back, at which its border lies.</summary>
    public double FindBorder(Sector sector, SectorPlace from, SectorPlace to)
    {
        if (!sector.IsQuadrant())
        {
            AnnularZone zone = ZoneOf(sector);
            double outside = from.IsIn(sector) ? to.Distance : from.Distance;
            double border = outside <= zone.Inner ? zone.Inner : zone.Outer;
            return (border - from.Distance) / (to.Distance - from.Distance);
        }

        // A line over a corner leaves a quadrant where it first crosses an axis and enters one where it last does.
        double first = FindCrossing(from.Superior, to.Superior) ?? FindCrossing(from.Temporal, to.Temporal)!.Value;
        double second = FindCrossing(from.Temporal, to.Temporal) ?? first;
        return from.IsIn(sector) ? Math.Min(first, second) : Math.Max(first, second);
    }

    /// <summary>
    /// The quadrant that a line between opposite quadrants passes through, and how much of the line lies in it; <see langword="null"/>
    /// for any other line.
    /// </summary>
    public static (Sector Sector, double Part)? FindCorner(SectorPlace from, SectorPlace to)
    {
        if (FindCrossing(from.Superior, to.Superior) is not { } superior || FindCrossing(from.Temporal, to.Temporal) is not { } temporal)
        {
            return null;
        }

        Quadrant between = superior < temporal
            ? QuadrantDivision.Of(to.Superior, from.Temporal)
            : QuadrantDivision.Of(from.Superior, to.Temporal);
        return (Sectors.Of(between), Math.Abs(superior - temporal));
    }

    private static double? FindCrossing(double from, double to) => from >= 0 == to >= 0 ? null : from / (from - to);
}

/// <summary>Where a point lies among the sectors.</summary>
/// <param name="Sectors">One bit for each <see cref="Sector"/> it lies in.</param>
/// <param name="Distance">The distance from the disc's centre in px.</param>
/// <param name="Superior">How far it lies above the disc's centre in px.</param>
/// <param name="Temporal">How far it lies to the temporal side in px.</param>
internal readonly record struct SectorPlace(int Sectors, double Distance, double Superior, double Temporal)
{
    /// <summary>Whether the point lies in a sector.</summary>
    public bool IsIn(Sector sector) => (Sectors >> (int)sector & 1) != 0;
}
