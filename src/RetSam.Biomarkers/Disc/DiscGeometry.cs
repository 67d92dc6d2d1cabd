namespace RetSam.Biomarkers;

/// <summary>Where the optic disc is and how large: the origin of every zone.</summary>
/// <param name="Centre">The centroid of the disc mask in source pixels.</param>
/// <param name="Radius">The equal-area radius sqrt(area / pi) in pixels.</param>
/// <param name="Area">The area in px2.</param>
public sealed record DiscGeometry(PointD Centre, double Radius, int Area)
{
    /// <summary>Measures a disc mask.</summary>
    /// <param name="disc">A disc mask with at least one pixel.</param>
    /// <exception cref="ArgumentException">The mask is empty.</exception>
    public static DiscGeometry FromMask(BinaryMask disc)
    {
        ArgumentNullException.ThrowIfNull(disc);
        long area = 0;
        long twiceX = 0;
        long y = 0;
        foreach (MaskRun run in disc.EnumerateRuns())
        {
            area += run.Length;
            twiceX += (long)(run.Start + run.End - 1) * run.Length;
            y += (long)run.Y * run.Length;
        }

        return area == 0
            ? throw new ArgumentException("The disc mask is empty.", nameof(disc))
            : new DiscGeometry(new PointD(twiceX / 2.0 / area, (double)y / area), Math.Sqrt(area / Math.PI), (int)area);
    }
}
