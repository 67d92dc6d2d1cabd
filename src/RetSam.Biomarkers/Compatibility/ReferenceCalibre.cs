using System.Buffers;
using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>Vessel widths around the disc as the reference implementation takes them, in px of its frame.</summary>
internal static class ReferenceCalibre
{
    private const double InnerRadii = 1.5;
    private const double OuterRadii = 2;
    private const int Most = 3;

    /// <summary>
    /// Twice the largest distance to the background of each 8-connected piece of vessel between 1.5 and 2 disc radii, the three
    /// widest first.
    /// </summary>
    public static IReadOnlyList<double> Widest(BinaryMask vessels, DiscGeometry disc)
    {
        using BinaryMask ring = new(vessels.Width, vessels.Height);
        ring.SetCircle(new Circle(disc.Centre, OuterRadii * disc.Radius));
        using (BinaryMask hole = CutHole(vessels, disc))
        {
            ring.ExceptWith(hole);
        }

        ring.IntersectWith(vessels);
        using Components pieces = Components.Analyse(ring);
        int pixels = ring.Width * ring.Height;
        int[] distances = ArrayPool<int>.Shared.Rent(pixels);
        DistanceTransform.SquaredToBackground(ring, distances.AsSpan(0, pixels));
        var largest = new int[pieces.Count];
        for (int i = 0; i < pieces.Runs.Length; i++)
        {
            MaskRun run = pieces.Runs[i];
            ref int most = ref largest[pieces.RunLabels[i]];
            foreach (int distance in distances.AsSpan(run.Y * ring.Width + run.Start, run.Length))
            {
                most = Math.Max(most, distance);
            }
        }

        ArrayPool<int>.Shared.Return(distances);
        return [.. largest.OrderDescending().Take(Most).Select(squared => 2 * Math.Sqrt(squared))];
    }

    /// <summary>What lies nearer than 1.5 radii; a pixel at exactly 1.5 belongs to the ring.</summary>
    private static BinaryMask CutHole(BinaryMask vessels, DiscGeometry disc)
    {
        var hole = new BinaryMask(vessels.Width, vessels.Height);
        hole.SetCircle(new Circle(disc.Centre, Math.BitDecrement(InnerRadii * disc.Radius)));
        return hole;
    }
}
