namespace RetSam.Biomarkers;

/// <summary>The ground of one sector: its pixels inside the field of view. Owns its mask.</summary>
internal sealed class SectorSite : IDisposable
{
    private const double FullZone = 0.9;

    private SectorSite(BinaryMask inside, double? coverage, MeasurementFlags flags)
    {
        Inside = inside;
        Bounds = inside.GetBounds();
        Area = inside.CountPixels();
        Coverage = coverage;
        Flags = flags | (coverage < FullZone ? MeasurementFlags.ZoneCutByFieldOfView : MeasurementFlags.None);
    }

    /// <summary>The pixels of the sector inside the field of view.</summary>
    public BinaryMask Inside { get; }

    /// <summary>The box around them.</summary>
    public PixelRect Bounds { get; }

    /// <summary>Their number, in px2.</summary>
    public int Area { get; }

    /// <summary>The part of a zone that lies inside the field of view, 0..1; <see langword="null"/> for a quadrant, which has no size of its own.</summary>
    public double? Coverage { get; }

    /// <summary>What to know before trusting a measure taken here.</summary>
    public MeasurementFlags Flags { get; }

    /// <summary>Finds the ground of a sector; <see langword="null"/> for a quadrant when nothing says which side is temporal.</summary>
    /// <param name="sector">The sector.</param>
    /// <param name="division">The sectors.</param>
    /// <param name="quadrants">The quadrants of the frame; <see langword="null"/> when nothing says which side is temporal.</param>
    /// <param name="axes">The eye's directions.</param>
    /// <param name="fieldOfView">The illuminated area.</param>
    public static SectorSite? Find(Sector sector, SectorDivision division, SectorMap? quadrants, EyeAxes axes, FieldOfView fieldOfView)
    {
        BinaryMask field = fieldOfView.Mask;
        if (!sector.IsQuadrant())
        {
            AnnularZone zone = division.ZoneOf(sector);
            return new SectorSite(Draw(zone.Draw, field), zone.CoverageBy(field), MeasurementFlags.None);
        }

        return quadrants is null
            ? null
            : new SectorSite(Draw(mask => quadrants.Draw((int)sector.ToQuadrant(), mask), field), null, axes.FlagsOfSides);
    }

    public void Dispose() => Inside.Dispose();

    private static BinaryMask Draw(Action<BinaryMask> draw, BinaryMask field)
    {
        var mask = new BinaryMask(field.Width, field.Height);
        draw(mask);
        mask.IntersectWith(field);
        return mask;
    }
}
