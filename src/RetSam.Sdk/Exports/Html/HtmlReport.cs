using RetSam.Biomarkers;
using RetSam.Imaging.Skia;

namespace RetSam;

/// <summary>
/// Writes an analysis as one HTML page for people: the photograph with what was found and the zones drawn on it, the main measures, the
/// findings with what decided them, image quality, every measure by section, and where it all comes from. Thread-safe.
/// </summary>
/// <remarks>
/// The page is whole in itself: no script, nothing fetched (and a content security policy that forbids both), the picture inside. Every text
/// is escaped; identifiers may come from anywhere. It prints on A4 and keeps to the reader's light or dark setting on a screen.
/// </remarks>
public static class HtmlReport
{
    /// <summary>Writes an analysis with its picture.</summary>
    /// <param name="writer">Where the page goes; left open. Its encoding should be UTF-8, which the page says of itself.</param>
    /// <param name="analysis">The analysis.</param>
    public static void Write(TextWriter writer, RetinaAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(analysis);
        using var picture = new MemoryStream();
        var options = new OverlayOptions { Circles = Zones(analysis.Segmentation), ShowFieldOfView = true };
        OverlayRenderer.WriteJpeg(analysis.Image, analysis.Segmentation, picture, 88, options);
        new HtmlPage(writer, analysis.Report).Write(picture.GetBuffer().AsSpan(0, (int)picture.Length), hasZones: options.Circles.Count > 0);
    }

    /// <summary>Writes a report without a picture, such as one of masks or one that was read back.</summary>
    /// <param name="writer">Where the page goes; left open. Its encoding should be UTF-8, which the page says of itself.</param>
    /// <param name="report">The report.</param>
    public static void Write(TextWriter writer, RetinaReport report)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        new HtmlPage(writer, report).Write([], hasZones: false);
    }

    /// <summary>The bounds of zones B (2 to 3 disc radii from the centre) and C (2 to 5).</summary>
    private static IReadOnlyList<Circle> Zones(RetinaSegmentation segmentation)
    {
        if (segmentation.GetMask(RetinaClass.OpticDisc) is not { } mask || mask.IsEmpty())
        {
            return [];
        }

        DiscGeometry disc = DiscGeometry.FromMask(mask);
        return [new Circle(disc.Centre, 2 * disc.Radius), new Circle(disc.Centre, 3 * disc.Radius), new Circle(disc.Centre, 5 * disc.Radius)];
    }
}
