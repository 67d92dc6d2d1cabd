using SkiaSharp;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Draws a segmentation over its photograph, as a clinician would recognise it: arteries red, veins blue, their crossings green, vessel
/// that is neither pale yellow; outlines of disc and cup; the fovea as a cross in a circle; phenotypes and lesions as translucent areas of
/// a colour each; a legend of what is there. Thread-safe. Overlays are for looking at: measures are taken from the masks.
/// </summary>
public static class OverlayRenderer
{
    /// <summary>The line in the corner of every overlay, unless it is switched off.</summary>
    public const string Footer = "Research use only. Not a medical device.";

    // Noise has borders without end; beyond so many it is painted as an area instead of outlined.
    private const int MaxOutlineEdges = 50_000;

    // Measured on the sample's overlay of 1411x1411 pixels, on one machine, encoding alone: filter Up at level 1 takes 97 ms for 1.76 MB,
    // Skia's default (every filter tried, level 6) 1016 ms for 1.54 MB.
    private static readonly SKPngEncoderOptions PngOptions = new(SKPngEncoderFilterFlags.Up, 1);

    /// <summary>Draws the overlay as a photograph of the same size.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="segmentation">Its masks.</param>
    /// <param name="options">What to show; <see langword="null"/> means <see cref="OverlayOptions.Default"/>.</param>
    /// <returns>The overlay, the caller's to dispose, with the photograph's metadata.</returns>
    /// <exception cref="ArgumentException">The segmentation is not of the photograph's size.</exception>
    public static FundusImage Render(FundusImage image, RetinaSegmentation segmentation, OverlayOptions? options = null)
    {
        using OverlayBuffer buffer = Paint(image, segmentation, options);
        return buffer.ToImage(image.Metadata);
    }

    /// <summary>Draws the overlay and writes it as PNG.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="segmentation">Its masks.</param>
    /// <param name="stream">Where the file goes; left open.</param>
    /// <param name="options">What to show; <see langword="null"/> means <see cref="OverlayOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The segmentation is not of the photograph's size.</exception>
    public static void WritePng(FundusImage image, RetinaSegmentation segmentation, Stream stream, OverlayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using OverlayBuffer buffer = Paint(image, segmentation, options);
        using SKPixmap pixmap = buffer.AsPixmap();
        Require(pixmap.Encode(stream, PngOptions));
    }

    /// <summary>Draws the overlay and writes it as PNG to a file, replacing it; see <see cref="WritePng(FundusImage, RetinaSegmentation, Stream, OverlayOptions?)"/>.</summary>
    /// <exception cref="ArgumentException">The segmentation is not of the photograph's size.</exception>
    public static void WritePng(FundusImage image, RetinaSegmentation segmentation, string path, OverlayOptions? options = null)
    {
        using FileStream stream = File.Create(path);
        WritePng(image, segmentation, stream, options);
    }

    /// <summary>Draws the overlay and writes it as JPEG: smaller, for documents and screens.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="segmentation">Its masks.</param>
    /// <param name="stream">Where the file goes; left open.</param>
    /// <param name="quality">1 to 100. Default 90.</param>
    /// <param name="options">What to show; <see langword="null"/> means <see cref="OverlayOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The segmentation is not of the photograph's size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not 1 to 100.</exception>
    public static void WriteJpeg(FundusImage image, RetinaSegmentation segmentation, Stream stream, int quality = 90, OverlayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using OverlayBuffer buffer = Paint(image, segmentation, options);
        using SKPixmap pixmap = buffer.AsPixmap();

        // Chroma at full resolution: thin red and blue vessels would bleed otherwise.
        Require(pixmap.Encode(stream, new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore)));
    }

    private static OverlayBuffer Paint(FundusImage image, RetinaSegmentation segmentation, OverlayOptions? options)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(segmentation);
        if (image.Width != segmentation.Width || image.Height != segmentation.Height)
        {
            throw new ArgumentException(
                $"The segmentation is {segmentation.Width}x{segmentation.Height}; the photograph is {image.Width}x{image.Height}.", nameof(segmentation));
        }

        var buffer = new OverlayBuffer(image);
        try
        {
            Paint(buffer, segmentation, options ?? OverlayOptions.Default);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static void Paint(OverlayBuffer buffer, RetinaSegmentation segmentation, OverlayOptions options)
    {
        // Areas lie undermost, so that vessels and outlines stay to be seen; the legend names anatomy first.
        var legend = new List<LegendEntry>();
        var areas = new List<LegendEntry>();
        BlendAreas(buffer, segmentation, options, areas);
        BlendVessels(buffer, segmentation, options, legend);
        using var drawing = new OverlayDrawing(buffer);
        Outline(buffer, drawing, segmentation, RetinaClass.OpticDisc, options, legend);
        Outline(buffer, drawing, segmentation, RetinaClass.OpticCup, options, legend);
        MarkFovea(buffer, drawing, segmentation, options, legend);
        legend.AddRange(areas);
        if (options.ShowFieldOfView)
        {
            drawing.DrawOutline(segmentation.FieldOfView.Mask, OverlayColours.FieldOfView);
        }

        foreach (Circle circle in options.Circles)
        {
            drawing.DrawCircle(circle, OverlayColours.Circle);
        }

        if (options.ShowLegend)
        {
            drawing.DrawLegend(legend);
        }

        if (options.ShowFooter)
        {
            drawing.DrawFooter(Footer);
        }
    }

    private static void BlendVessels(OverlayBuffer buffer, RetinaSegmentation segmentation, OverlayOptions options, List<LegendEntry> legend)
    {
        BinaryMask? artery = Shown(segmentation, RetinaClass.Artery, options);
        BinaryMask? vein = Shown(segmentation, RetinaClass.Vein, options);
        BinaryMask? vessel = Shown(segmentation, RetinaClass.Vessel, options);
        BlendPart(RetinaClass.Artery, artery, vein, null);
        BlendPart(RetinaClass.Vein, vein, artery, null);
        if (artery is not null && vein is not null && artery.Overlaps(vein))
        {
            using BinaryMask both = artery.Clone();
            both.IntersectWith(vein);
            buffer.Blend(both, OverlayColours.Crossing, options.VesselOpacity);
            legend.Add(new LegendEntry("Artery and vein", OverlayColours.Crossing, LegendMark.Area));
        }

        BlendPart(RetinaClass.Vessel, vessel, artery, vein);

        void BlendPart(RetinaClass retinaClass, BinaryMask? mask, BinaryMask? without, BinaryMask? alsoWithout)
        {
            if (mask is null)
            {
                return;
            }

            using BinaryMask part = mask.Clone();
            if (without is not null)
            {
                part.ExceptWith(without);
            }

            if (alsoWithout is not null)
            {
                part.ExceptWith(alsoWithout);
            }

            if (!part.IsEmpty())
            {
                RgbColor colour = options.ColourOf(retinaClass);
                buffer.Blend(part, colour, options.VesselOpacity);
                bool isRest = retinaClass == RetinaClass.Vessel && (without ?? alsoWithout) is not null;
                legend.Add(new LegendEntry(isRest ? "Vessel (neither)" : LegendEntry.LabelOf(retinaClass), colour, LegendMark.Area));
            }
        }
    }

    private static void Outline(
        OverlayBuffer buffer, OverlayDrawing drawing, RetinaSegmentation segmentation, RetinaClass retinaClass, OverlayOptions options, List<LegendEntry> legend)
    {
        if (Shown(segmentation, retinaClass, options) is not { } mask || mask.IsEmpty())
        {
            return;
        }

        RgbColor colour = options.ColourOf(retinaClass);
        if (MaskOutline.CountLeftEdges(mask) <= MaxOutlineEdges)
        {
            drawing.DrawOutline(mask, colour);
        }
        else
        {
            buffer.Blend(mask, colour, options.LesionOpacity);
        }

        legend.Add(new LegendEntry(LegendEntry.LabelOf(retinaClass), colour, LegendMark.Outline));
    }

    private static void MarkFovea(
        OverlayBuffer buffer, OverlayDrawing drawing, RetinaSegmentation segmentation, OverlayOptions options, List<LegendEntry> legend)
    {
        Outline(buffer, drawing, segmentation, RetinaClass.Fovea, options, legend);
        if (options.Shows(RetinaClass.Fovea) && segmentation.Fovea is { } fovea && double.IsFinite(fovea.X) && double.IsFinite(fovea.Y))
        {
            RgbColor colour = options.ColourOf(RetinaClass.Fovea);
            drawing.DrawFovea(fovea, colour);
            legend.RemoveAll(entry => entry.Label == LegendEntry.LabelOf(RetinaClass.Fovea));
            legend.Add(new LegendEntry(LegendEntry.LabelOf(RetinaClass.Fovea), colour, LegendMark.Cross));
        }
    }

    private static void BlendAreas(OverlayBuffer buffer, RetinaSegmentation segmentation, OverlayOptions options, List<LegendEntry> legend)
    {
        foreach (RetinaClass retinaClass in segmentation.Classes)
        {
            if (retinaClass.Family != RetinaClassFamily.Anatomy && Shown(segmentation, retinaClass, options) is { } mask && !mask.IsEmpty())
            {
                RgbColor colour = options.ColourOf(retinaClass);
                buffer.Blend(mask, colour, retinaClass.Family == RetinaClassFamily.Phenotype ? options.PhenotypeOpacity : options.LesionOpacity);
                legend.Add(new LegendEntry(LegendEntry.LabelOf(retinaClass), colour, LegendMark.Area));
            }
        }
    }

    private static BinaryMask? Shown(RetinaSegmentation segmentation, RetinaClass retinaClass, OverlayOptions options)
        => options.Shows(retinaClass) ? segmentation.GetMask(retinaClass) : null;

    private static void Require(bool encoded)
    {
        if (!encoded)
        {
            throw new IOException("The overlay could not be encoded or written.");
        }
    }
}
