using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Flags, comparisons and sections in the words of a page for people.</summary>
internal static class ReportWords
{
    /// <summary>What most people look for first.</summary>
    public static IReadOnlyList<string> MainMeasures { get; } =
    [
        "vessel.artery.crae.knudtson", "vessel.vein.crve.knudtson", "vessel.avr", "vessel.vessel.density",
        "vessel.vessel.fractal.d0", "vessel.artery.tortuosity.distance_factor.mean", "vessel.vein.tortuosity.distance_factor.mean",
        "disc.area", "cdr.vertical", "cdr.area", "macula.disc_distance", "quality.grade",
    ];

    public static IEnumerable<string> Of(MeasurementFlags flags)
        => Enum.GetValues<MeasurementFlags>().Where(f => f != MeasurementFlags.None && flags.HasFlag(f)).Select(OfOne);

    public static string Of(FindingComparison comparison) => comparison switch
    {
        FindingComparison.Less => "<",
        FindingComparison.LessOrEqual => "\u2264",
        FindingComparison.Greater => ">",
        FindingComparison.GreaterOrEqual => "\u2265",
        _ => "=",
    };

    public static string Of(Laterality eye) => eye switch
    {
        Laterality.Right => "Right eye (OD)",
        Laterality.Left => "Left eye (OS)",
        _ => "Eye not known",
    };

    public static string Of(LateralityOrigin origin) => origin switch
    {
        LateralityOrigin.Given => "given",
        LateralityOrigin.Inferred => "inferred from disc and fovea",
        _ => "",
    };

    public static string Of(PixelScaleProvenance provenance) => provenance switch
    {
        PixelScaleProvenance.Given => "given",
        PixelScaleProvenance.FromDicom => "from DICOM",
        PixelScaleProvenance.FromDiscDiameter => "from the disc's diameter",
        PixelScaleProvenance.FromFovAngle => "from the angle of the field of view",
        _ => "not known",
    };

    /// <summary>The section of a measure: what its id begins with, in words.</summary>
    public static string SectionOf(string id)
    {
        string[] parts = id.Split('.');
        return (parts[0], parts.Length > 2 ? parts[1] : "") switch
        {
            ("vessel", "artery") => "Arteries",
            ("vessel", "vein") => "Veins",
            ("vessel", "vessel") => "All vessels",
            ("vessel", _) => "Arteries and veins together",
            ("disc" or "cup" or "rim" or "cdr" or "ddls", _) => "Optic disc and cup",
            ("macula", _) => "Macula",
            ("lesion", "total") => "Lesions together",
            ("lesion" or "phenotype", { Length: > 0 } one) => Title(one),
            ("quality", _) => "Image quality",
            _ => Title(parts[0]),
        };
    }

    private static string Title(string key) => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');

    private static string OfOne(MeasurementFlags flag) => flag switch
    {
        MeasurementFlags.FewerThanSixVessels => "Fewer than six vessels could be measured in the zone.",
        MeasurementFlags.ZoneCutByFieldOfView => "More than a tenth of the zone lies outside the field of view.",
        MeasurementFlags.ImageAxes => "The fovea is not known: horizontal and vertical are the image's.",
        MeasurementFlags.AverageDiscAssumed => "The scale is not known: a disc of average size was assumed.",
        MeasurementFlags.CupReachedOutsideDisc => "Part of the cup lay outside the disc and was left out.",
        MeasurementFlags.SeveralObjects => "There were several objects where an eye has one; the largest was measured.",
        MeasurementFlags.TouchesFieldOfViewBorder => "It touches the border of the field of view and may go on beyond it.",
        MeasurementFlags.WholeFrameAsFieldOfView => "The field of view is not known: the whole frame was taken.",
        MeasurementFlags.LateralityDisagreesWithPicture => "The eye that was given does not fit the picture, or the picture is upside down: what is up in it was taken as superior.",
        _ => flag.ToString(),
    };
}
