namespace RetSam.Imaging.Skia;

/// <summary>What an overlay shows, and how strongly.</summary>
public sealed record OverlayOptions
{
    /// <summary>Everything the segmentation has, with a legend and the footer; no field of view, no circles.</summary>
    public static OverlayOptions Default { get; } = new();

    /// <summary>The classes to draw, of those the segmentation has; <see langword="null"/>, the default, means all.</summary>
    public IReadOnlyCollection<RetinaClass>? Classes { get; init; }

    /// <summary>Colours that replace those of <see cref="OverlayColours"/>; <see langword="null"/>, the default, means none.</summary>
    public IReadOnlyDictionary<RetinaClass, RgbColor>? Colours { get; init; }

    /// <summary>How much of a vessel's colour covers the photograph, 0..1. Default 0.7.</summary>
    public double VesselOpacity { get; init; } = 0.7;

    /// <summary>How much of a lesion's colour covers the photograph, 0..1. Default 0.5.</summary>
    public double LesionOpacity { get; init; } = 0.5;

    /// <summary>How much of a phenotype's colour covers the photograph, 0..1: less, since phenotypes cover much. Default 0.3.</summary>
    public double PhenotypeOpacity { get; init; } = 0.3;

    /// <summary>Whether the field of view is outlined. Off by default.</summary>
    public bool ShowFieldOfView { get; init; }

    /// <summary>Circles to draw in source pixels, such as the bounds of zones B and C around the disc. None by default.</summary>
    public IReadOnlyList<Circle> Circles { get; init; } = [];

    /// <summary>Whether a legend names the classes that are drawn. On by default; left out where the picture is too small for it to be read.</summary>
    public bool ShowLegend { get; init; } = true;

    /// <summary>Whether the corner says "Research use only. Not a medical device." On by default.</summary>
    public bool ShowFooter { get; init; } = true;

    internal RgbColor ColourOf(RetinaClass retinaClass)
        => Colours is not null && Colours.TryGetValue(retinaClass, out RgbColor colour) ? colour : OverlayColours.Of(retinaClass);

    internal bool Shows(RetinaClass retinaClass) => Classes is null || Classes.Contains(retinaClass);
}
