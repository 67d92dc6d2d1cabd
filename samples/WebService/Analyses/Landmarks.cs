using RetSam.Biomarkers;

namespace RetSam.WebService.Analyses;

/// <summary>Where to draw what is no mask, in the photograph's pixels.</summary>
/// <param name="Fovea">The fovea's centre, when found.</param>
/// <param name="Disc">The disc's centre and equal-area radius, when found.</param>
/// <param name="Zones">Zones B and C as rings around the disc; none without a disc.</param>
public sealed record Landmarks(PointD? Fovea, Circle? Disc, IReadOnlyList<Zone> Zones)
{
    /// <summary>The landmarks of a segmentation.</summary>
    public static Landmarks Of(RetinaSegmentation segmentation)
    {
        using var context = new MeasureContext(segmentation);
        return context.Disc is { } disc
            ? new Landmarks(
                segmentation.Fovea,
                new Circle(disc.Centre, disc.Radius),
                [new Zone("B", disc.Centre, 2 * disc.Radius, 3 * disc.Radius), new Zone("C", disc.Centre, 2 * disc.Radius, 5 * disc.Radius)])
            : new Landmarks(segmentation.Fovea, null, []);
    }
}

/// <summary>A ring around the disc in which vessels are measured; radii in px as docs/biomarkers.md defines them.</summary>
public sealed record Zone(string Name, PointD Centre, double Inner, double Outer);
