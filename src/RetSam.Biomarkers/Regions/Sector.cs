namespace RetSam.Biomarkers;

/// <summary>A part of the retina in which vessels are measured on their own: a ring around the disc, or a quadrant as seen from it.</summary>
internal enum Sector
{
    /// <summary>The ring from two to three disc radii.</summary>
    ZoneB = 0,

    /// <summary>The ring from two to five disc radii.</summary>
    ZoneC = 1,

    /// <summary>Above the disc, towards the temple.</summary>
    SuperiorTemporal = 2,

    /// <summary>Above the disc, towards the nose.</summary>
    SuperiorNasal = 3,

    /// <summary>Below the disc, towards the temple.</summary>
    InferiorTemporal = 4,

    /// <summary>Below the disc, towards the nose.</summary>
    InferiorNasal = 5,
}

/// <summary>How sectors are named, and which quadrant one is.</summary>
internal static class Sectors
{
    /// <summary>The number of sectors.</summary>
    public const int Count = 6;

    private const string Clipping = " Centrelines are cut where they cross its border and each piece counts as a branch; areas are those inside the field of view.";

    /// <summary>All sectors in the order of reports, which is that of their numbers.</summary>
    public static IReadOnlyList<Sector> All { get; } = Enum.GetValues<Sector>();

    /// <summary>The sector of a quadrant around the disc.</summary>
    public static Sector Of(Quadrant quadrant) => Sector.SuperiorTemporal + (int)quadrant;

    /// <summary>Whether a sector is a quadrant and not a ring.</summary>
    public static bool IsQuadrant(this Sector sector) => sector >= Sector.SuperiorTemporal;

    /// <summary>The quadrant that a sector is.</summary>
    public static Quadrant ToQuadrant(this Sector sector) => (Quadrant)(sector - Sector.SuperiorTemporal);

    /// <summary>How a sector is written in the id of a measure, such as <c>zone_b</c> or <c>superior_temporal</c>.</summary>
    public static string Key(this Sector sector) => sector switch
    {
        Sector.ZoneB => "zone_b",
        Sector.ZoneC => "zone_c",
        _ => QuadrantDivision.Key(sector.ToQuadrant()),
    };

    /// <summary>How a sector is written in the name of a measure, such as <c>in zone B</c>.</summary>
    public static string Title(this Sector sector) => sector switch
    {
        Sector.ZoneB => "in zone B",
        Sector.ZoneC => "in zone C",
        _ => sector.Key().Replace('_', ' '),
    };

    /// <summary>The sentence of a definition that says where the sector lies and what becomes of vessels at its border.</summary>
    public static string Where(this Sector sector) => sector switch
    {
        Sector.ZoneB => " In zone B, 2 to 3 disc radii from the disc's centre (0.5 to 1 disc diameters from its margin)." + Clipping,
        Sector.ZoneC => " In zone C, 2 to 5 disc radii from the disc's centre (0.5 to 2 disc diameters from its margin)." + Clipping,
        _ => $" In the {sector.Key().Replace('_', '-')} quadrant around the disc's centre, along and across the disc-fovea axis (along the image's axes without a fovea)." + Clipping,
    };
}
